/**
 * The ranker: scores candidates with the classifier of the moment and tells which of them are hard
 * OoDs. Candidates come over Kafka or through the HTTP door, and both lead to the same path. How a
 * network scores is the method's business, not this package's.
 */
package io.wood.ranker;
