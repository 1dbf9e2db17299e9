/**
 * Requests, checks, lists and compares experiments.
 *
 * <p>May use {@code store} only. Must not start or stop runs.
 */
package io.wood.trainer.experiment;
