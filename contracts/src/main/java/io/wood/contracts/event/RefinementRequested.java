package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.artifact.ArtifactPlace;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.TrunkOrigin;
import java.time.Instant;

/**
 * A refinement is requested: masks from a classifier, or the predictions of a network.
 *
 * @param refinement id, chosen by the requester
 * @param model the classifier
 * @param dataset the images
 * @param parameters all settings of the refinement
 * @param requestedBy who
 * @param requestedAt when
 * @param predictor segmentation network to predict with, and nothing else is done; null for masks
 * @param retry how often the refinement was requested again to repeat what failed; null for the
 *     first request
 * @param trunk weights for the trunks of origin {@code FILE}; null if there are none, as in older
 *     requests and for predictions, which train nothing
 */
public record RefinementRequested(
    String refinement,
    ModelRef model,
    ArtifactRef dataset,
    RefinementParameters parameters,
    String requestedBy,
    Instant requestedAt,
    ArtifactRef predictor,
    Integer retry,
    ArtifactRef trunk)
    implements Event {
  public RefinementRequested {
    ContractChecks.slug(refinement, "refinement");
    ContractChecks.required(model, "model");
    ContractChecks.required(dataset, "dataset").within("dataset", ArtifactPlace.DATASET);
    ContractChecks.required(parameters, "parameters");
    ContractChecks.text(requestedBy, EventLimits.TEXT, "requestedBy");
    ContractChecks.required(requestedAt, "requestedAt");
    if (predictor == null) {
      TrunkOrigin.requireFile(parameters, trunk != null);
    } else {
      predictor.within("predictor", ArtifactPlace.WEIGHTS);
    }
    if (retry != null) {
      ContractChecks.atLeast(retry, 1, "retry");
    }
    if (trunk != null) {
      trunk.within("trunk", ArtifactPlace.WEIGHTS);
    }
  }

  /** The first request of masks. */
  public RefinementRequested(
      String refinement,
      ModelRef model,
      ArtifactRef dataset,
      RefinementParameters parameters,
      String requestedBy,
      Instant requestedAt) {
    this(refinement, model, dataset, parameters, requestedBy, requestedAt, null, null, null);
  }

  /** The same refinement, requested again to repeat what failed. */
  public RefinementRequested retry(String by, Instant at) {
    return new RefinementRequested(
        refinement, model, dataset, parameters, by, at, predictor, retries() + 1, trunk);
  }

  /** How often it was requested again. */
  public int retries() {
    return retry == null ? 0 : retry;
  }

  /** Returns true if this is a retry of what failed or ended at this time. */
  public boolean retries(Instant at) {
    return retries() > 0 && at.isBefore(requestedAt);
  }

  /**
   * Returns the time, or the time of the request if that is later: what follows a request must not
   * be older, however the clocks of the replicas differ.
   */
  public Instant notBefore(Instant at) {
    return at.isBefore(requestedAt) ? requestedAt : at;
  }

  @Override
  public String key() {
    return refinement;
  }

  @Override
  public String eventId() {
    return "refine:" + refinement + (retry == null ? "" : ":" + retry);
  }
}
