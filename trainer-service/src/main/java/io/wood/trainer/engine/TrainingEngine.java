package io.wood.trainer.engine;

import io.wood.contracts.artifact.DatasetManifest;
import io.wood.method.training.TrainingListener;
import io.wood.trainer.store.FrozenManifest;
import java.util.Map;
import java.util.Optional;

/** Trains one classifier, from the beginning or from a checkpoint: the port to the method. */
public interface TrainingEngine {

  /** Blocks until the run ends; a failure is an exception of the method. */
  TrainingOutput train(TrainingInput input, Optional<byte[]> checkpoint, TrainingListener listener);

  /** A frozen run, its dataset, and the weights to start from. */
  record TrainingInput(
      FrozenManifest frozen, DatasetManifest dataset, Optional<byte[]> initialWeights) {}

  /** Weights as safetensors, and image-level figures. */
  final class TrainingOutput {
    private final byte[] weights;
    private final Map<String, Double> metrics;

    public TrainingOutput(byte[] weights, Map<String, Double> metrics) {
      this.weights = weights;
      this.metrics = Map.copyOf(metrics);
    }

    /** The weights; not a copy. */
    public byte[] weights() {
      return weights;
    }

    public Map<String, Double> metrics() {
      return metrics;
    }
  }
}
