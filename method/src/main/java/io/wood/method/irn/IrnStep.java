package io.wood.method.irn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.method.data.ImageBatch;
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
import java.util.function.Function;

/**
 * Computes forward and backward pass of one batch in parts, which bounds the memory: the means of
 * the loss are over the pairs of the whole batch, which are counted from its labels beforehand, so
 * that the gradients of the parts add up to the batch's exactly.
 *
 * <p>The trunk is frozen: where a batch is one part, its stages are computed while the step before
 * this one computes, on half of the threads each.
 */
final class IrnStep implements StepLoss<IrnBatch> {
  /** Pixels of the activations in memory at the same time. */
  private static final long PIXELS = 1 << 20;

  private final IrnNetwork network;
  private final IrnLoss loss;
  private final long pixels;

  IrnStep(IrnNetwork network, IrnLoss loss) {
    this(network, loss, PIXELS);
  }

  /** In parts of so many pixels. */
  IrnStep(IrnNetwork network, IrnLoss loss, long pixels) {
    this.network = network;
    this.loss = loss;
    this.pixels = pixels;
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
    NDManager manager = network.trunk().manager().newSubManager();
    boolean ahead = perPart(batch) >= batch.size();
    try {
      Optional<NDList> stages = ahead ? Optional.of(stages(batch, manager)) : Optional.empty();
      return new IrnBatch(batch, labels, loss.count(labels), stages, manager);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private NDList stages(ImageBatch batch, NDManager manager) {
    try (EngineThreads half = EngineThreads.share(2)) {
      return stages(batch, 0, batch.size(), manager);
    }
  }

  private NDList stages(ImageBatch batch, int from, int to, NDManager manager) {
    return TensorScopes.keepAll(manager, () -> network.stages(batch.images(manager, from, to)));
  }

  private int perPart(ImageBatch batch) {
    return (int) Math.max(1, pixels / ((long) batch.side() * batch.side()));
  }

  @Override
  public void release(IrnBatch prepared) {
    prepared.close();
  }

  @Override
  public Map<String, Double> backward(IrnBatch prepared) {
    return figures(prepared.stages().isPresent() ? whole(prepared) : inParts(prepared));
  }

  private IrnLosses whole(IrnBatch prepared) {
    try (EngineThreads half = EngineThreads.share(2)) {
      return TensorScopes.compute(
          () -> backward(prepared.stages().orElseThrow(), prepared.labels(), prepared.counts()));
    }
  }

  private IrnLosses inParts(IrnBatch prepared) {
    ImageBatch batch = prepared.batch();
    int part = perPart(batch);
    IrnLosses sum = new IrnLosses(0, 0, 0, 0, 0);
    for (int from = 0; from < batch.size(); from += part) {
      int to = Math.min(batch.size(), from + part);
      sum = sum.plus(part(prepared, from, to));
    }
    return sum;
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

  private IrnLosses part(IrnBatch prepared, int from, int to) {
    try (NDManager manager = network.trunk().manager().newSubManager()) {
      return TensorScopes.compute(
          () ->
              backward(
                  stages(prepared.batch(), from, to, manager),
                  prepared.labels().subList(from, to),
                  prepared.counts()));
    }
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
