/**
 * Scores candidate images: with what probability does the classifier find one of its classes, and
 * where?
 *
 * <p>Input: images. Output: numbers. Thresholds and events belong to the services.
 */
package io.wood.method.scoring;
