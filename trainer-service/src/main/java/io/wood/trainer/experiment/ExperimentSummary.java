package io.wood.trainer.experiment;

import io.wood.contracts.event.StepProgress;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import java.time.Instant;
import java.util.Map;

/**
 * One experiment in one line.
 *
 * @param experiment its id
 * @param state QUEUED until a trainer tells of it, then as {@link io.wood.contracts.event.RunState}
 * @param dataset SHA-256 of the dataset's manifest
 * @param initial SHA-256 of the weights it starts from, null for the seed
 * @param progress how far the present phase is, null while queued
 * @param figures losses and other figures of the present step
 * @param oods how many hard OoDs took part, null until trained
 * @param metrics image-level figures of the trained classifier
 * @param message why it failed, or what else there is to say
 * @param updatedAt when the last of this was heard
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
