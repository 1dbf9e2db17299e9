/**
 * The segmentation network (DeepLab-style), trained on the pseudo-masks.
 *
 * <p>{@link io.wood.method.segmentation.SegmentationTraining} makes weights, {@link
 * io.wood.method.segmentation.SegmentationNetwork} loads them, {@link
 * io.wood.method.segmentation.SegmentationInference} predicts masks of images of any size. No pixel
 * ground truth, no files, no clock.
 */
package io.wood.method.segmentation;
