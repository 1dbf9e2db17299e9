/** Measures the ranker: scoring against bare passes, two replicas, and the path of an event. */
package io.wood.bench.ranking;
