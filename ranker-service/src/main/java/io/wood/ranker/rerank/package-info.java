/**
 * Re-ranking: a classifier scores published candidates as a new generation, shared out over the
 * replicas by the partitions of the log.
 *
 * <p>May use {@code rank} and {@code model}. Must not know HTTP or the container.
 */
package io.wood.ranker.rerank;
