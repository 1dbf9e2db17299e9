package io.wood.method.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.method.data.ImageBatch;
import io.wood.method.image.LabelMap;
import io.wood.method.tensor.BilinearResize;
import io.wood.method.tensor.Gradients;
import io.wood.method.tensor.TensorScopes;
import io.wood.method.training.StepLoss;
import java.util.List;
import java.util.Map;

/**
 * Computes −Σ log p(label)/(number of known pixels of the batch), with the logits enlarged to the
 * crop; 255 is ignored. The batch is computed in parts, which bounds the memory; their gradients
 * add up to the batch's.
 */
final class SegmentationStep implements StepLoss<ImageBatch> {
  /** Pixels of the activations in memory at the same time. */
  private static final long PIXELS = 1 << 19;

  private final SegmentationNetwork network;

  SegmentationStep(SegmentationNetwork network) {
    this.network = network;
  }

  @Override
  public ImageBatch prepare(ImageBatch batch) {
    return batch;
  }

  @Override
  public Map<String, Double> backward(ImageBatch batch) {
    long known = known(batch.labels());
    int part = (int) Math.max(1, PIXELS / ((long) batch.side() * batch.side()));
    double total = 0;
    for (int from = 0; from < batch.size(); from += part) {
      total += part(batch, from, Math.min(batch.size(), from + part), Math.max(1, known));
    }
    double share = known / ((double) batch.size() * batch.side() * batch.side());
    return Map.of(TOTAL, total, "known", share);
  }

  private static long known(List<LabelMap> maps) {
    long count = 0;
    for (LabelMap map : maps) {
      for (byte label : map.labels()) {
        count += label == (byte) LabelMap.IGNORE ? 0 : 1;
      }
    }
    return count;
  }

  private double part(ImageBatch batch, int from, int to, long known) {
    try (NDManager manager = network.trunk().manager().newSubManager()) {
      return TensorScopes.compute(
          () -> {
            NDArray logits = network.logits(batch.images(manager, from, to));
            NDArray enlarged = BilinearResize.resize(logits, batch.side(), batch.side());
            List<LabelMap> labels = batch.labels().subList(from, to);
            // −weight·log p; the weight is 0 where the label is unknown.
            NDArray chosen = enlarged.logSoftmax(1).gather(indices(labels, manager), 1);
            NDArray loss = chosen.mul(weights(labels, known, manager)).sum();
            Gradients.backward(loss);
            return (double) loss.getFloat();
          });
    }
  }

  private static Shape shape(List<LabelMap> labels) {
    return new Shape(labels.size(), 1, labels.get(0).height(), labels.get(0).width());
  }

  private static NDArray indices(List<LabelMap> labels, NDManager manager) {
    long[] indices = new long[Math.toIntExact(shape(labels).size())];
    int at = 0;
    for (LabelMap map : labels) {
      for (byte label : map.labels()) {
        indices[at++] = label == (byte) LabelMap.IGNORE ? 0 : label & 0xff;
      }
    }
    return manager.create(indices, shape(labels));
  }

  private static NDArray weights(List<LabelMap> labels, long known, NDManager manager) {
    float[] weights = new float[Math.toIntExact(shape(labels).size())];
    int at = 0;
    for (LabelMap map : labels) {
      for (byte label : map.labels()) {
        weights[at++] = label == (byte) LabelMap.IGNORE ? 0 : -1f / known;
      }
    }
    return manager.create(weights, shape(labels));
  }
}
