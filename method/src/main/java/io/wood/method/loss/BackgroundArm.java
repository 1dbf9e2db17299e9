package io.wood.method.loss;

/** OoDs as plain negatives, without a metric loss. */
final class BackgroundArm implements TrainingArm {}
