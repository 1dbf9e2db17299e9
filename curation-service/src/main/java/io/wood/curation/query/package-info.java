/**
 * Read-only queries on the view: pages of candidates, decisions and statistics. Must not change the
 * view and must not publish events. May use {@code view}, {@code index} and {@code model}.
 */
package io.wood.curation.query;
