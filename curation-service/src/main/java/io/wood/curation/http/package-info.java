/**
 * The HTTP API: one resource per path, each handler one call of a use case, and the live updates of
 * open pages. Knows JSON, status codes and the signed-in user. Must not contain rules about
 * decisions and must not read tables of the view. May use every package of the service except
 * {@code lookalike}.
 */
package io.wood.curation.http;
