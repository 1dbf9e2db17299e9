/**
 * Measures how well numbers of the files separate labelled images and OoDs, and which ones do.
 *
 * <p>Looks at quality and never at content: no labels, no network. Uses {@code image} alone; files
 * are read elsewhere.
 */
package io.wood.method.data.quality;
