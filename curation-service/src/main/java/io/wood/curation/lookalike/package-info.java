/**
 * Groups candidates that look alike, in the background: from the embeddings in the view to the
 * clusters in the view. Must not delay decisions: it writes small transactions and rests between
 * runs. May use {@code view} and {@code index}.
 */
package io.wood.curation.lookalike;
