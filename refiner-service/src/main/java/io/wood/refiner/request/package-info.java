/**
 * Requests refinements, and predicts single images with a trained segmentation network.
 *
 * <p>May use {@code view} and {@code stage}. Must not run refinements.
 */
package io.wood.refiner.request;
