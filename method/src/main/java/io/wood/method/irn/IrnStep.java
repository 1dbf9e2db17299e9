package io.wood.method.irn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.wood.method.data.ImageBatch;
import io.wood.method.data.WorkerThreads;
import io.wood.method.image.LabelMap;
import io.wood.method.image.NearestResize;
import io.wood.method.tensor.EngineThreads;
import io.wood.method.tensor.Gradients;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.tensor.TensorScopes;
import io.wood.method.training.StepLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Computes forward and backward pass of one batch in parts, which bounds the memory: the means of
 * the loss are over the pairs of the whole batch, which are counted from its labels beforehand, so
 * that the gradients of the parts add up to the batch's exactly.
 *
 * <p>The trunk is frozen: on a CPU other threads compute its stages for the next parts, those of
 * the next batch included, while this one computes the gradients of a part, and each uses its share
 * of the cores. The gradients are added up in the order of the parts.
 */
final class IrnStep implements StepLoss<IrnBatch>, AutoCloseable {
  /**
   * Pixels whose activations are computed at the same time. The stages of some parts more are in
   * memory: of those that helpers have computed ahead, at most two for each lane.
   */
  private static final long PIXELS = 1 << 20;

  private static final int MAX_LANES = 4;

  private final IrnNetwork network;
  private final IrnLoss loss;
  private final int lanes;
  private final long pixels;
  private final Optional<WorkerThreads> helpers;

  IrnStep(IrnNetwork network, IrnLoss loss) {
    this(network, loss, lanes(network.trunk().device()), PIXELS);
  }

  /**
   * With other limits.
   *
   * @param lanes threads that compute parts, the caller's included
   * @param pixels of the parts that they compute at the same time
   */
  IrnStep(IrnNetwork network, IrnLoss loss, int lanes, long pixels) {
    this.network = network;
    this.loss = loss;
    this.lanes = lanes;
    this.pixels = pixels;
    this.helpers =
        lanes > 1 ? Optional.of(new WorkerThreads("irn-stages", lanes - 1)) : Optional.empty();
  }

  private static int lanes(Device device) {
    return device.isGpu() ? 1 : Math.min(EngineThreads.count(), MAX_LANES);
  }

  @Override
  public IrnBatch prepare(ImageBatch batch) {
    List<LabelMap> labels =
        batch.labels().stream()
            .map(
                map ->
                    NearestResize.resize(
                        map, IrnInference.cells(map.width()), IrnInference.cells(map.height())))
            .toList();
    PairCounts counts = loss.count(labels);
    int size = perPart(batch);
    List<IrnPart> parts = new ArrayList<>();
    for (int from = 0; from < batch.size(); from += size) {
      parts.add(new IrnPart(network, batch, from, Math.min(batch.size(), from + size), lanes));
    }
    IrnBatch prepared = new IrnBatch(labels, counts, parts);
    for (int part = 0; part < lanes; part++) {
      compute(prepared, part);
    }
    return prepared;
  }

  /** At most the share of a lane, and enough parts that no lane waits long for another one. */
  private int perPart(ImageBatch batch) {
    long fitting = pixels / lanes / ((long) batch.side() * batch.side());
    int even = lanes == 1 ? batch.size() : (batch.size() + 2 * lanes - 1) / (2 * lanes);
    return (int) Math.max(1, Math.min(fitting, even));
  }

  /** Has a helper compute the stages of a part, if there are helpers and such a part. */
  private void compute(IrnBatch batch, int part) {
    if (helpers.isPresent() && part < batch.parts().size()) {
      // What fails there is computed, and fails, again where it is used.
      Future<?> unused = helpers.get().submit(Executors.callable(batch.parts().get(part)::compute));
    }
  }

  @Override
  public void release(IrnBatch prepared) {
    prepared.close();
  }

  @Override
  public void close() {
    helpers.ifPresent(WorkerThreads::close);
  }

  @Override
  public Map<String, Double> backward(IrnBatch prepared) {
    IrnLosses sum = new IrnLosses(0, 0, 0, 0, 0);
    try (EngineThreads share = EngineThreads.share(lanes)) {
      for (int i = 0; i < prepared.parts().size(); i++) {
        compute(prepared, i + lanes);
        try (IrnPart part = prepared.parts().get(i)) {
          NDList stages = stages(prepared, i);
          List<LabelMap> labels = prepared.labels().subList(part.from(), part.to());
          sum = sum.plus(TensorScopes.compute(() -> backward(stages, labels, prepared.counts())));
        }
      }
    }
    return figures(sum);
  }

  /** The stages of a part; instead of waiting for a helper, computes those of the next parts. */
  private NDList stages(IrnBatch batch, int index) {
    IrnPart part = batch.parts().get(index);
    int end = Math.min(batch.parts().size(), index + lanes);
    for (int i = index; i < end && !part.isComputed(); i++) {
      batch.parts().get(i).compute();
    }
    return part.stages();
  }

  private Map<String, Double> figures(IrnLosses sum) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(TOTAL, sum.total());
    figures.put("loss.positive", sum.positive());
    figures.put("loss.negative", sum.negative());
    if (network.isDisplaced()) {
      figures.put("loss.displacement.foreground", sum.foregroundDisplacement());
      figures.put("loss.displacement.background", sum.backgroundDisplacement());
    }
    return figures;
  }

  private IrnLosses backward(NDList stages, List<LabelMap> labels, PairCounts counts) {
    NDArray edge = network.edge(stages);
    Optional<NDArray> displacement =
        network.isDisplaced() ? Optional.of(network.displacement(stages)) : Optional.empty();
    IrnLoss.Result result = loss.evaluate(samples(labels, edge, displacement), counts);
    NDArray slope = slope(edge, result.gradients(), IrnGradient::edge);
    if (displacement.isPresent()) {
      slope = slope.add(slope(displacement.get(), result.gradients(), IrnGradient::displacement));
    }
    Gradients.backward(slope);
    return result.losses();
  }

  private static List<IrnSample> samples(
      List<LabelMap> labels, NDArray edge, Optional<NDArray> displacement) {
    float[] edges = edge.toFloatArray();
    Optional<float[]> displacements = displacement.map(NDArray::toFloatArray);
    List<IrnSample> samples = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      int index = i;
      samples.add(
          new IrnSample(
              labels.get(i),
              planes(edges, i, 1, labels),
              displacements.map(all -> planes(all, index, 2, labels))));
    }
    return samples;
  }

  private static ImagePlanes planes(float[] all, int index, int channels, List<LabelMap> labels) {
    int size = all.length / labels.size();
    LabelMap map = labels.get(index);
    return new ImagePlanes(
        channels,
        map.height(),
        map.width(),
        Arrays.copyOfRange(all, index * size, (index + 1) * size));
  }

  /** Σ output·gradient: it has the known gradient as its derivative by the output. */
  private static NDArray slope(
      NDArray output, List<IrnGradient> gradients, Function<IrnGradient, ImagePlanes> part) {
    return output.mul(constant(output, gradients.stream().map(part).toList())).sum();
  }

  private static NDArray constant(NDArray like, List<ImagePlanes> parts) {
    Shape shape = like.getShape();
    float[] values = new float[Math.toIntExact(shape.size())];
    int offset = 0;
    for (ImagePlanes part : parts) {
      System.arraycopy(part.values(), 0, values, offset, part.values().length);
      offset += part.values().length;
    }
    return like.getManager().create(values, shape);
  }
}
