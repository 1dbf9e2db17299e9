/**
 * How good masks are, against drawn truth. The only package that may look at pixel labels; nothing
 * that trains or chooses may call it.
 *
 * <p>{@link io.wood.method.evaluation.ConfusionMatrix} counts pixels and adds up over images and
 * workers; {@link io.wood.method.evaluation.SegmentationScores} reads IoU, precision and recall
 * from it; {@link io.wood.method.evaluation.MeanDeviation} is mean and deviation over seeds.
 */
package io.wood.method.evaluation;
