package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.artifact.ArtifactPlace;
import io.wood.contracts.artifact.ArtifactRef;

/**
 * One stage of one image to process, by any refiner replica.
 *
 * @param refinement the refinement it belongs to; its request has model, dataset and parameters
 * @param stage the stage
 * @param image SHA-256 of the image
 * @param job the settings of the stage: a JSON object with the request and the weights of earlier
 *     stages
 */
public record RefinementTask(
    String refinement, RefinementStage stage, String image, ArtifactRef job) implements Event {
  public RefinementTask {
    ContractChecks.slug(refinement, "refinement");
    ContractChecks.required(stage, "stage");
    ContractChecks.sha256(image, "image");
    ContractChecks.required(job, "job").within("job", ArtifactPlace.REFINEMENT_OUTPUT);
  }

  @Override
  public String key() {
    return image;
  }

  @Override
  public String eventId() {
    return "task:" + refinement + ":" + stage + ":" + image;
  }
}
