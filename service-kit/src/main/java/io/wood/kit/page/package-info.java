/**
 * What all four web pages share on the server: the addresses of the services' pages, the counts of
 * the pipeline, and the cache headers of static files. The scripts and styles themselves are in
 * {@code META-INF/resources/wood}.
 */
package io.wood.kit.page;
