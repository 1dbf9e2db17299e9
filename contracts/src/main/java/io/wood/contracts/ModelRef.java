package io.wood.contracts;

import java.util.List;

/**
 * A trained classifier: enough to load and to name it.
 *
 * @param experiment the experiment that trained it
 * @param network the network it is
 * @param classes class names in the order of the logits
 * @param weights its safetensors file
 */
public record ModelRef(
    String experiment, NetworkSpec network, List<String> classes, ArtifactRef weights) {
  public ModelRef {
    Checks.slug(experiment, "experiment");
    Checks.required(network, "network");
    classes = List.copyOf(Checks.required(classes, "classes"));
    Checks.required(weights, "weights");
  }
}
