/**
 * The view: an embedded H2 database that is built from the log of ranked candidates and decisions,
 * and the thread that feeds it. Must not contain anything that the log does not: it is deleted and
 * rebuilt at any time. Only {@code query} and {@code lookalike} read its tables from outside. May
 * use {@code index} and {@code model}.
 */
package io.wood.curation.view;
