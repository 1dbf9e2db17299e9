package io.wood.contracts;

import java.time.Instant;

/**
 * Somebody wants masks made with a classifier.
 *
 * @param refinement id, chosen by the requester
 * @param model the classifier
 * @param dataset the images
 * @param parameters every knob
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
    Checks.slug(refinement, "refinement");
    Checks.required(model, "model");
    Checks.required(dataset, "dataset");
    Checks.required(parameters, "parameters");
    Checks.text(requestedBy, "requestedBy");
    Checks.required(requestedAt, "requestedAt");
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
