/**
 * How fast the curation service is with a long log: the packaged service, a real broker, over HTTP.
 */
package io.wood.bench.curation;
