package io.wood.method.training;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The result of a training run: weights and image-level figures. */
public final class TrainedClassifier {
  private final byte[] weights;
  private final Map<String, Double> metrics;

  TrainedClassifier(byte[] weights, Map<String, Double> metrics) {
    this.weights = weights;
    this.metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }

  /** The network as safetensors; not a copy, not to be written to. */
  public byte[] weights() {
    return weights;
  }

  /** Image-level figures by name, such as {@code validation.mAP}. */
  public Map<String, Double> metrics() {
    return metrics;
  }
}
