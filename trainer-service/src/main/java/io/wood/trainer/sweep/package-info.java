/**
 * Sweeps: experiments that differ in a few values, with the spread of their figures over seeds.
 *
 * <p>A sweep is a plan in the store; its state follows from its experiments, which any trainer
 * runs. Must not train, and keeps no state of its own.
 */
package io.wood.trainer.sweep;
