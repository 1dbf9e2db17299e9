/**
 * The ranker: scores candidates with the active classifier and publishes which are hard OoDs.
 *
 * <p>Candidates arrive over Kafka or HTTP and follow the same path.
 *
 * <p>This package holds wiring, configuration, handlers and the lifecycle. It may use all other
 * packages; none of them may use it. Scoring formulas belong to {@code io.wood.method}.
 */
package io.wood.ranker;
