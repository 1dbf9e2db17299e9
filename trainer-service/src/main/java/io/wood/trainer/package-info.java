/**
 * The trainer: turns requested experiments into trained classifiers.
 *
 * <p>A handler stores a request and returns. A worker thread runs one experiment at a time: it
 * claims an open request with a lease, freezes all that determines the weights into a manifest,
 * trains, and publishes progress. The log of requests is the queue, and a stored result ends a run,
 * so any replica can take over from one that died.
 *
 * <p>This package holds wiring, configuration, handlers and the lifecycle. It may use all other
 * packages; none of them may use it. It contains no formulas and never reads pixel ground truth.
 */
package io.wood.trainer;
