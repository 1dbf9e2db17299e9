/**
 * The index of candidates in memory: arrays and dictionaries that find a page for any filter in one
 * pass. Must not use a database, a log or a clock, so that its tests need none. May use {@code
 * model}.
 */
package io.wood.curation.index;
