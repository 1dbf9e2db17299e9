/**
 * Sends publishers what became of their candidates: a webhook for each source that the settings
 * name.
 *
 * <p>May use {@code status}. Must not be used by the review.
 */
package io.wood.curation.webhook;
