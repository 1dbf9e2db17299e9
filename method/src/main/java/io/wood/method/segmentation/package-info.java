/**
 * The segmentation network (DeepLab-style) that is trained on the pseudo-masks: {@link
 * io.wood.method.segmentation.SegmentationTraining} makes weights, {@link
 * io.wood.method.segmentation.SegmentationNetwork} reads them, {@link
 * io.wood.method.segmentation.SegmentationInference} predicts masks of images of any size. No pixel
 * ground truth, no files, no clock.
 */
package io.wood.method.segmentation;
