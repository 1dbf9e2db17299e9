package io.wood.method.irn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.method.image.LabelMap;
import io.wood.method.image.NearestResize;
import io.wood.method.pixel.MaskedBatch;
import io.wood.method.pixel.StepLoss;
import io.wood.method.tensor.Gradients;
import io.wood.method.tensor.Planes;
import io.wood.method.tensor.Scopes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Forward and backward of one batch, in parts that bound the memory: the means of the loss are over
 * the pairs of the whole batch, which its labels tell beforehand, so that the parts' gradients add
 * up to the batch's exactly.
 */
final class IrnStep implements StepLoss {
  private static final double REDUCTION = .25;

  /** Pixels whose activations are held at once. */
  private static final long PIXELS = 1 << 20;

  private final IrnNetwork network;
  private final IrnLoss loss;

  IrnStep(IrnNetwork network, IrnLoss loss) {
    this.network = network;
    this.loss = loss;
  }

  @Override
  public Map<String, Double> backward(MaskedBatch batch) {
    List<LabelMap> labels =
        batch.labels().stream().map(map -> NearestResize.scale(map, REDUCTION)).toList();
    PairCounts counts = loss.count(labels);
    int part = (int) Math.max(1, PIXELS / ((long) batch.side() * batch.side()));
    IrnLosses sum = new IrnLosses(0, 0, 0, 0, 0);
    for (int from = 0; from < batch.size(); from += part) {
      int to = Math.min(batch.size(), from + part);
      sum = sum.plus(part(batch, from, to, labels.subList(from, to), counts));
    }
    return Map.of(
        TOTAL,
        sum.total(),
        "loss.positive",
        sum.positive(),
        "loss.negative",
        sum.negative(),
        "loss.displacement.foreground",
        sum.foregroundDisplacement(),
        "loss.displacement.background",
        sum.backgroundDisplacement());
  }

  private IrnLosses part(
      MaskedBatch batch, int from, int to, List<LabelMap> labels, PairCounts counts) {
    try (NDManager manager = network.trunk().manager().newSubManager()) {
      return Scopes.compute(
          () -> {
            NDList stages = network.stages(batch.images(manager, from, to));
            NDArray edge = network.edge(stages);
            NDArray displacement = network.displacement(stages);
            IrnLoss.Result result = loss.evaluate(samples(labels, edge, displacement), counts);
            descend(edge, displacement, result.gradients());
            return result.losses();
          });
    }
  }

  private static List<IrnSample> samples(
      List<LabelMap> labels, NDArray edge, NDArray displacement) {
    float[] edges = edge.toFloatArray();
    float[] displacements = displacement.toFloatArray();
    List<IrnSample> samples = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      samples.add(
          new IrnSample(
              labels.get(i), planes(edges, i, 1, labels), planes(displacements, i, 2, labels)));
    }
    return samples;
  }

  private static Planes planes(float[] all, int index, int channels, List<LabelMap> labels) {
    int size = all.length / labels.size();
    LabelMap map = labels.get(index);
    return new Planes(
        channels,
        map.height(),
        map.width(),
        Arrays.copyOfRange(all, index * size, (index + 1) * size));
  }

  /** Σ output·gradient has the known gradient as its derivative by the output. */
  private static void descend(NDArray edge, NDArray displacement, List<IrnGradient> gradients) {
    NDArray byEdge = constant(edge, gradients.stream().map(IrnGradient::edge).toList());
    NDArray byDisplacement =
        constant(displacement, gradients.stream().map(IrnGradient::displacement).toList());
    Gradients.backward(edge.mul(byEdge).sum().add(displacement.mul(byDisplacement).sum()));
  }

  private static NDArray constant(NDArray like, List<Planes> parts) {
    Shape shape = like.getShape();
    float[] values = new float[Math.toIntExact(shape.size())];
    int offset = 0;
    for (Planes part : parts) {
      System.arraycopy(part.values(), 0, values, offset, part.values().length);
      offset += part.values().length;
    }
    return like.getManager().create(values, shape);
  }
}
