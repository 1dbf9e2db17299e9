package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.artifact.ArtifactPlace;
import io.wood.contracts.artifact.ArtifactRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One stage of one image is finished, or has failed.
 *
 * @param refinement the refinement it belongs to
 * @param stage the stage
 * @param image SHA-256 of the image
 * @param outputs stored objects by name, such as {@code cam.npz}; empty after a failure
 * @param problem why it failed, empty after success
 * @param refinedAt when
 * @param reused names of the outputs that were copied from an equal stage of an earlier refinement
 *     instead of computed; null, as in older events: none
 */
public record ImageRefined(
    String refinement,
    RefinementStage stage,
    String image,
    Map<String, ArtifactRef> outputs,
    String problem,
    Instant refinedAt,
    List<String> reused)
    implements Event {
  public ImageRefined {
    ContractChecks.slug(refinement, "refinement");
    ContractChecks.required(stage, "stage");
    ContractChecks.sha256(image, "image");
    outputs = outputs == null ? Map.of() : Map.copyOf(outputs);
    outputs.forEach((name, output) -> output.within("outputs." + name, ArtifactPlace.STAGE_OUTPUT));
    problem = problem == null ? "" : problem;
    ContractChecks.required(refinedAt, "refinedAt");
    reused = reused == null ? List.of() : List.copyOf(reused);
    if (!outputs.keySet().containsAll(reused)) {
      throw new IllegalArgumentException(
          "reused names %s, but the outputs are %s".formatted(reused, outputs.keySet()));
    }
  }

  /** Nothing is reused. */
  public ImageRefined(
      String refinement,
      RefinementStage stage,
      String image,
      Map<String, ArtifactRef> outputs,
      String problem,
      Instant refinedAt) {
    this(refinement, stage, image, outputs, problem, refinedAt, List.of());
  }

  @Override
  public String key() {
    return image;
  }

  @Override
  public String eventId() {
    return "refined:" + refinement + ":" + stage + ":" + image;
  }
}
