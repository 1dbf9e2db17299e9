package io.wood.trainer.experiment;

import io.wood.contracts.event.StepProgress;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import java.time.Instant;
import java.util.Map;

/**
 * The state of one experiment.
 *
 * @param experiment its id
 * @param state QUEUED until a trainer starts it, then as {@link io.wood.contracts.event.RunState}
 * @param dataset SHA-256 of the dataset's manifest
 * @param initial SHA-256 of the weights it starts from, null for random weights
 * @param progress progress of the current phase, null while queued
 * @param figures losses and other figures of the current step
 * @param oods number of hard OoDs used, null until trained
 * @param metrics image-level figures of the trained classifier
 * @param message why it failed, or remarks
 * @param updatedAt time of the last update
 */
public record ExperimentSummary(
    String experiment,
    String state,
    Arm arm,
    NetworkSpec network,
    long seed,
    String dataset,
    String initial,
    StepProgress progress,
    Map<String, Double> figures,
    Integer oods,
    Map<String, Double> metrics,
    String message,
    String requestedBy,
    Instant requestedAt,
    Instant updatedAt) {}
