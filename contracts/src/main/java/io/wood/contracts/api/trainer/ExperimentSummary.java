package io.wood.contracts.api.trainer;

import io.wood.contracts.event.StepProgress;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import java.time.Instant;
import java.util.Map;

/**
 * Summarises one experiment.
 *
 * @param experiment id
 * @param state {@link #QUEUED} until a trainer starts it, then a name of {@link
 *     io.wood.contracts.event.RunState}
 * @param arm how it is trained
 * @param network which classifier
 * @param seed random seed
 * @param dataset SHA-256 of the dataset's manifest
 * @param initial SHA-256 of the weights it starts from; null when it starts from random weights
 * @param progress progress of the current phase; null while queued
 * @param figures losses and other figures of the current step
 * @param oods number of hard OoDs used; null until trained
 * @param metrics image-level metrics of the trained classifier
 * @param message why it failed, or a note; may be empty
 * @param requestedBy who requested it
 * @param requestedAt when it was requested
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
    Instant updatedAt) {
  /** State of an experiment that no trainer has started. */
  public static final String QUEUED = "QUEUED";

  public ExperimentSummary {
    figures = figures == null ? Map.of() : figures;
    metrics = metrics == null ? Map.of() : metrics;
  }

  /** Returns the number of hard OoDs used; 0 until trained. */
  public int oodCount() {
    return oods == null ? 0 : oods;
  }
}
