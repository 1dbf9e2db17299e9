/**
 * Import of decisions that were made elsewhere: CSV, Label Studio and FiftyOne. Parses files into
 * decision requests and passes them to {@code decide}. Must not publish events and must not read
 * the view. May use {@code decide} and {@code model}.
 */
package io.wood.curation.exchange;
