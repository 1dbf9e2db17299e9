/**
 * The command {@code wood bench curation}: measures the packaged curation service with a long log
 * and a real broker, over HTTP.
 */
package io.wood.bench.curation;
