package io.wood.trainer.run;

import io.wood.contracts.artifact.DatasetManifest;
import io.wood.method.training.TrainingListener;
import io.wood.trainer.store.RunRecords;
import java.util.Map;
import java.util.Optional;

/** The port to the method: trains one classifier, from the beginning or from a checkpoint. */
public interface TrainingEngine {

  /** Blocks until the run ends; failures come as exceptions of the method. */
  Result train(Job job, Optional<byte[]> checkpoint, TrainingListener listener);

  /** What to train, everything frozen. */
  record Job(RunRecords.Frozen frozen, DatasetManifest dataset, Optional<byte[]> initialWeights) {}

  /** Safetensors and image-level figures. */
  final class Result {
    private final byte[] weights;
    private final Map<String, Double> metrics;

    Result(byte[] weights, Map<String, Double> metrics) {
      this.weights = weights;
      this.metrics = Map.copyOf(metrics);
    }

    /** Not a copy. */
    byte[] weights() {
      return weights;
    }

    Map<String, Double> metrics() {
      return metrics;
    }
  }
}
