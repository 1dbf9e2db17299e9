/**
 * Measures masks against drawn truth. The only package that may read pixel labels; nothing that
 * trains or chooses may call it.
 *
 * <p>{@link io.wood.method.evaluation.ConfusionMatrix} counts pixels and sums over images and
 * workers; {@link io.wood.method.evaluation.SegmentationScores} computes IoU, precision and recall
 * from it; {@link io.wood.method.evaluation.MeanDeviation} is mean and deviation over seeds.
 */
package io.wood.method.evaluation;
