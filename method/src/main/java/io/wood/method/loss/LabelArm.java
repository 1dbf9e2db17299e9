package io.wood.method.loss;

/** Base and control: image-level labels only. The two differ in what they start from. */
final class LabelArm implements TrainingArm {}
