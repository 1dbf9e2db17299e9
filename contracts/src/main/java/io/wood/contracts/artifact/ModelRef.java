package io.wood.contracts.artifact;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.parameter.NetworkSpec;
import java.util.List;

/**
 * A reference to a trained classifier, with what is needed to load it.
 *
 * @param experiment the experiment that trained it
 * @param network its architecture
 * @param classes class names in the order of the logits
 * @param weights its safetensors file
 */
public record ModelRef(
    String experiment, NetworkSpec network, List<String> classes, ArtifactRef weights) {
  /** The largest number of classes: every ranked event names them all. */
  public static final int MAX_CLASSES = 1000;

  public ModelRef {
    ContractChecks.slug(experiment, "experiment");
    ContractChecks.required(network, "network");
    classes = List.copyOf(ContractChecks.required(classes, "classes"));
    ContractChecks.size(classes, MAX_CLASSES, "classes");
    classes.forEach(name -> ContractChecks.text(name, DatasetManifest.MAX_CLASS_LENGTH, "classes"));
    ContractChecks.required(weights, "weights")
        .within("weights", ArtifactPlace.WEIGHTS, ArtifactPlace.CHECKPOINT);
  }

  /** This model, if its weights are where every service may read them: no checkpoint of a run. */
  public ModelRef inModels() {
    weights.within("model.weights", ArtifactPlace.WEIGHTS);
    return this;
  }
}
