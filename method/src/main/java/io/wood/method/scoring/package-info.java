/**
 * Scores candidate images: how sure is the classifier that it sees one of its classes, and where?
 *
 * <p>Images come in, numbers go out; thresholds and events live elsewhere.
 */
package io.wood.method.scoring;
