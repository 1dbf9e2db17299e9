package io.wood.method.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.wood.method.data.ImageBatch;
import io.wood.method.image.LabelMap;
import io.wood.method.tensor.BilinearResize;
import io.wood.method.tensor.Gradients;
import io.wood.method.tensor.TensorScopes;
import io.wood.method.training.StepLoss;
import java.util.List;
import java.util.Map;

/**
 * Computes forward and backward pass of one batch, with the logits enlarged to the crop. The batch
 * is computed in parts, which bounds the memory; their gradients add up to the batch's.
 */
final class SegmentationStep implements StepLoss<ImageBatch> {
  /** Pixels of the activations in memory at the same time. */
  private static final long PIXELS = 1 << 19;

  private final SegmentationNetwork network;
  private final SegmentationLoss loss;

  SegmentationStep(SegmentationNetwork network, SegmentationLoss loss) {
    this.network = network;
    this.loss = loss;
  }

  @Override
  public ImageBatch prepare(ImageBatch batch) {
    return batch;
  }

  @Override
  public Map<String, Double> backward(ImageBatch batch) {
    double normaliser = loss.normaliser(batch.labels());
    int part = (int) Math.max(1, PIXELS / ((long) batch.side() * batch.side()));
    double total = 0;
    for (int from = 0; from < batch.size(); from += part) {
      int to = Math.min(batch.size(), from + part);
      total += part(batch, from, to, normaliser > 0 ? normaliser : 1);
    }
    double pixels = (double) batch.size() * batch.side() * batch.side();
    return Map.of(TOTAL, total, "known", SegmentationLoss.known(batch.labels()) / pixels);
  }

  private double part(ImageBatch batch, int from, int to, double normaliser) {
    try (NDManager manager = network.trunk().manager().newSubManager()) {
      return TensorScopes.compute(
          () -> {
            NDArray logits = network.logits(batch.images(manager, from, to));
            NDArray enlarged = BilinearResize.resize(logits, batch.side(), batch.side());
            List<LabelMap> labels = batch.labels().subList(from, to);
            NDArray total = loss.of(enlarged, labels, normaliser);
            Gradients.backward(total);
            return (double) total.getFloat();
          });
    }
  }
}
