package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.TrainingParameters;
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
    RefinementParameters refinement,
    String requestedBy,
    Instant requestedAt)
    implements Event {
  public ExperimentRequested {
    ContractChecks.slug(experiment, "experiment");
    ContractChecks.required(dataset, "dataset").within("dataset", Buckets.DATASETS);
    parameters =
        ContractChecks.required(parameters, "parameters").startingFromWeights(initial != null);
    decisionsUpTo = decisionsUpTo == null ? Map.of() : Map.copyOf(decisionsUpTo);
    ContractChecks.text(requestedBy, "requestedBy");
    ContractChecks.required(requestedAt, "requestedAt");
    if (initial != null) {
      initial.within("initial", Buckets.MODELS, Buckets.EXPERIMENTS);
    }
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
