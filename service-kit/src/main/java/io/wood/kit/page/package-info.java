/**
 * What the web pages share on the server: the addresses of the services' pages, the counts of the
 * pipeline, the cache headers of static files, and how reports are written as HTML. The scripts and
 * styles themselves are in {@code META-INF/resources/wood}.
 */
package io.wood.kit.page;
