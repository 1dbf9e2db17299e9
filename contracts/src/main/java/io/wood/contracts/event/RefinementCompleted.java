package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.artifact.ArtifactPlace;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ModelRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A refinement is complete: its masks are stored.
 *
 * @param refinement its id
 * @param model the classifier it started from
 * @param dataset the images
 * @param results manifest of all outputs: a JSON object with one entry per image
 * @param report evaluation as JSON, null when the dataset has no masks
 * @param metrics figures such as {@code validation.seed.mIoU}, which need ground truth, and {@code
 *     irn.loss.positive}, which does not
 * @param failed images that could not be refined
 * @param completedAt when
 * @param remarks for a person, such as that IRN learned next to nothing; null, as in older events:
 *     none
 */
public record RefinementCompleted(
    String refinement,
    ModelRef model,
    ArtifactRef dataset,
    ArtifactRef results,
    ArtifactRef report,
    Map<String, Double> metrics,
    int failed,
    Instant completedAt,
    List<String> remarks)
    implements Event {
  public RefinementCompleted {
    ContractChecks.slug(refinement, "refinement");
    ContractChecks.required(model, "model");
    ContractChecks.required(dataset, "dataset").within("dataset", ArtifactPlace.DATASET);
    ContractChecks.required(results, "results").within("results", ArtifactPlace.REFINEMENT_OUTPUT);
    metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
    ContractChecks.atLeast(failed, 0, "failed");
    ContractChecks.required(completedAt, "completedAt");
    if (report != null) {
      report.within("report", ArtifactPlace.REFINEMENT_OUTPUT);
    }
    remarks = remarks == null ? List.of() : List.copyOf(remarks);
  }

  /** Without remarks. */
  public RefinementCompleted(
      String refinement,
      ModelRef model,
      ArtifactRef dataset,
      ArtifactRef results,
      ArtifactRef report,
      Map<String, Double> metrics,
      int failed,
      Instant completedAt) {
    this(refinement, model, dataset, results, report, metrics, failed, completedAt, List.of());
  }

  @Override
  public String key() {
    return refinement;
  }

  @Override
  public String eventId() {
    return "completed:" + refinement;
  }
}
