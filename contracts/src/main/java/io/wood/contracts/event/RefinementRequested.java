package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.parameter.RefinementParameters;
import java.time.Instant;

/**
 * A refinement is requested: masks from a classifier.
 *
 * @param refinement id, chosen by the requester
 * @param model the classifier
 * @param dataset the images
 * @param parameters all settings of the refinement
 * @param requestedBy who
 * @param requestedAt when
 */
public record RefinementRequested(
    String refinement,
    ModelRef model,
    ArtifactRef dataset,
    RefinementParameters parameters,
    String requestedBy,
    Instant requestedAt)
    implements Event {
  public RefinementRequested {
    ContractChecks.slug(refinement, "refinement");
    ContractChecks.required(model, "model");
    ContractChecks.required(dataset, "dataset").within("dataset", Buckets.DATASETS);
    ContractChecks.required(parameters, "parameters");
    ContractChecks.text(requestedBy, "requestedBy");
    ContractChecks.required(requestedAt, "requestedAt");
  }

  @Override
  public String key() {
    return refinement;
  }

  @Override
  public String eventId() {
    return "refine:" + refinement;
  }
}
