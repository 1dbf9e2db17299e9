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
  public ModelRef {
    ContractChecks.slug(experiment, "experiment");
    ContractChecks.required(network, "network");
    classes = List.copyOf(ContractChecks.required(classes, "classes"));
    ContractChecks.required(weights, "weights")
        .within("weights", Buckets.MODELS, Buckets.EXPERIMENTS);
  }
}
