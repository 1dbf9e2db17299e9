/**
 * Measures masks against drawn truth. The only package that may read pixel labels; nothing that
 * trains or chooses may call it.
 *
 * <p>{@link io.wood.method.evaluation.ConfusionMatrix} counts pixels and sums over images and
 * workers; {@link io.wood.method.evaluation.SegmentationScores} computes IoU, precision and recall
 * from it; {@link io.wood.method.evaluation.MaskEvaluation} adds kinds of false positives, outlines
 * and replicates; {@link io.wood.method.evaluation.PixelAveragePrecision} needs no threshold.
 * {@link io.wood.method.evaluation.MeanDeviation} is mean and deviation over seeds, {@link
 * io.wood.method.evaluation.PairedDifference} the difference of two sets with its interval.
 */
package io.wood.method.evaluation;
