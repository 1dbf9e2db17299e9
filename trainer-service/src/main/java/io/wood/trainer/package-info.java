/**
 * The trainer: turns requested experiments into trained classifiers.
 *
 * <p>A handler writes a request down and returns; a worker of its own, one job at a time, claims
 * open requests with a lease, freezes everything that decides the weights into a manifest, trains,
 * and tells how it goes. The log of requests is the list of jobs and the outcome object of a run
 * ends it, so any replica can take over where another one died. Nothing of the method itself lives
 * here, and nothing here may look at pixel ground truth.
 */
package io.wood.trainer;
