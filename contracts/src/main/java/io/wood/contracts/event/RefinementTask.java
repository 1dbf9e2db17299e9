package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;

/**
 * One image to work on; any refiner replica may take it.
 *
 * @param refinement the refinement it belongs to; model, dataset and parameters stand in its
 *     request
 * @param stage what to do
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
    ContractChecks.required(job, "job").within("job", Buckets.OUTPUTS, Buckets.DATASETS);
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
