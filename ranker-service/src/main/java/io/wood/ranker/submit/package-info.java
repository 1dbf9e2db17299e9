/**
 * Accepts candidates over HTTP: validates, stores and publishes them.
 *
 * <p>May use {@code rank}, to decode a file with the same limits. Must not score.
 */
package io.wood.ranker.submit;
