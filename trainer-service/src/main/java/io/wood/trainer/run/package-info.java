/**
 * Claims experiments and runs them to their end: manifest, progress, checkpoints, result.
 *
 * <p>May use {@code engine}, {@code experiment} and {@code store}. Knows no HTTP and no container.
 * Only the holder of a run's lease may write its checkpoint or its result.
 */
package io.wood.trainer.run;
