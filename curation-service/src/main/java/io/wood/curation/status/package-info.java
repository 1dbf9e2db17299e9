/**
 * What became of each published candidate: a view of its own, beside that of the review, so that
 * the two topics which the review does not need cannot slow it down.
 *
 * <p>May use {@code query}, {@code view} and {@code model}. Must not be used by the review.
 */
package io.wood.curation.status;
