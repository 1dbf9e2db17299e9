/**
 * Losses of the arms. {@link io.wood.method.loss.ArmLoss} is the loss of a batch; each arm is one
 * {@code TrainingArm}, chosen by the only {@code switch} over {@link
 * io.wood.contracts.parameter.Arm} in the method. {@code PaperLoss} and {@link
 * io.wood.method.loss.ReferenceLoss} are the formulas.
 *
 * <p>Input: tensors of one step, and the {@link io.wood.method.loss.MetricCentres} of the moment.
 * No optimiser, no image files, no loop over steps.
 */
package io.wood.method.loss;
