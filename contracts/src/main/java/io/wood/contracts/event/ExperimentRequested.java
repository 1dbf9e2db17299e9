package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.artifact.ArtifactPlace;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.parameter.OodSelection;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrunkOrigin;
import io.wood.contracts.selection.DecisionFingerprint;
import java.time.Instant;
import java.util.Map;

/**
 * The training of a classifier is requested.
 *
 * @param experiment id, chosen by the requester
 * @param dataset manifest of the labelled images
 * @param initial weights to start from: a trained classifier or ImageNet weights; null starts from
 *     random ones
 * @param parameters all settings of the training
 * @param decisionsUpTo per partition of the decision topic, the offset of the first decision NOT to
 *     use; empty for an arm that uses no OoDs. Empty for another one, as in older events, means all
 *     decisions in the log when the manifest is frozen
 * @param decisionLog {@linkplain DecisionFingerprint fingerprint} of the decisions below these
 *     offsets, so that another log is not taken for this one; null in older events
 * @param selection which of the approved OoDs to use; null for all
 * @param repeats id of the experiment that this one runs again, to compare the weights; null for a
 *     first run
 * @param refinement settings of a refinement of the result, null for none
 * @param requestedBy who
 * @param requestedAt when
 */
public record ExperimentRequested(
    String experiment,
    ArtifactRef dataset,
    ArtifactRef initial,
    TrainingParameters parameters,
    Map<Integer, Long> decisionsUpTo,
    String decisionLog,
    OodSelection selection,
    String repeats,
    RefinementParameters refinement,
    String requestedBy,
    Instant requestedAt)
    implements Event {
  public ExperimentRequested {
    ContractChecks.slug(experiment, "experiment");
    ContractChecks.required(dataset, "dataset").within("dataset", ArtifactPlace.DATASET);
    parameters =
        ContractChecks.required(parameters, "parameters").startingFromWeights(initial != null);
    decisionsUpTo = decisionsUpTo == null ? Map.of() : Map.copyOf(decisionsUpTo);
    selection = OodSelection.orNull(selection);
    ContractChecks.text(requestedBy, EventLimits.TEXT, "requestedBy");
    ContractChecks.required(requestedAt, "requestedAt");
    if (initial != null) {
      initial.within("initial", ArtifactPlace.WEIGHTS, ArtifactPlace.CHECKPOINT);
    }
    if (decisionLog != null) {
      ContractChecks.sha256(decisionLog, "decisionLog");
    }
    if (repeats != null) {
      ContractChecks.slug(repeats, "repeats");
    }
    if (refinement != null) {
      TrunkOrigin.requireFile(refinement, false);
    }
  }

  /** The same request for another id. */
  public ExperimentRequested withId(String other) {
    return with(other, repeats, requestedBy, requestedAt);
  }

  /** The same request, to run an experiment again. */
  public ExperimentRequested repeating(String first) {
    return with(experiment, first, requestedBy, requestedAt);
  }

  /** The same request for another id, by another person or at another time. */
  public ExperimentRequested orderedAs(String other, String by, Instant at) {
    return with(other, repeats, by, at);
  }

  private ExperimentRequested with(String id, String first, String by, Instant at) {
    return new ExperimentRequested(
        id,
        dataset,
        initial,
        parameters,
        decisionsUpTo,
        decisionLog,
        selection,
        first,
        refinement,
        by,
        at);
  }

  @Override
  public String key() {
    return experiment;
  }

  @Override
  public String eventId() {
    return "requested:" + experiment;
  }
}
