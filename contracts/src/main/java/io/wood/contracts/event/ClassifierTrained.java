package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.artifact.ArtifactPlace;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RefinementParameters;
import java.time.Instant;
import java.util.Map;

/**
 * A classifier is trained and stored.
 *
 * @param experiment its id
 * @param arm how it was trained
 * @param model reference to its weights
 * @param dataset the labelled images it was trained on
 * @param manifest everything needed to train it again
 * @param oods number of hard OoDs used
 * @param metrics figures such as {@code validation.mAP}; none uses a mask
 * @param refinement settings of the refinement that the request asks for, null for none
 * @param trainedAt when
 */
public record ClassifierTrained(
    String experiment,
    Arm arm,
    ModelRef model,
    ArtifactRef dataset,
    ArtifactRef manifest,
    int oods,
    Map<String, Double> metrics,
    RefinementParameters refinement,
    Instant trainedAt)
    implements Event {
  /** Metric: mean average precision of the image-level labels. */
  public static final String PRECISION = "validation.mAP";

  public ClassifierTrained {
    ContractChecks.slug(experiment, "experiment");
    ContractChecks.required(arm, "arm");
    ContractChecks.required(model, "model").inModels();
    ContractChecks.required(dataset, "dataset").within("dataset", ArtifactPlace.DATASET);
    ContractChecks.required(manifest, "manifest")
        .within("manifest", ArtifactPlace.EXPERIMENT_MANIFEST);
    ContractChecks.atLeast(oods, 0, "oods");
    metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
    ContractChecks.required(trainedAt, "trainedAt");
  }

  @Override
  public String key() {
    return experiment;
  }

  @Override
  public String eventId() {
    return "trained:" + experiment + ":" + model.weights().sha256();
  }
}
