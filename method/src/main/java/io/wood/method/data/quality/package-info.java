/**
 * Measures by which numbers of their files, and how well, labelled images and OoDs are told apart.
 *
 * <p>Looks at quality and never at content: no labels, no network. Uses {@code image} alone; files
 * are read elsewhere.
 */
package io.wood.method.data.quality;
