package io.wood.method.irn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.Normaliser;
import io.wood.method.image.RgbImage;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.tensor.MirrorPair;
import io.wood.method.tensor.TensorScopes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Computes edges of whole images: σ((e₀ + flip(e₁))/2) of the image and its mirror image, at a
 * quarter of the resolution. Images smaller than the training's crop are padded to it, because the
 * group norms are trained on such canvases; larger ones are taken whole, up to {@value #MAX_PIXELS}
 * pixels, which bounds the memory: edges of larger ones are computed on a smaller copy. Safe to
 * call from several threads at once.
 */
public final class IrnInference {
  /** Pixels that are processed at once: enough for photographs of 1150 × 870. */
  public static final int MAX_PIXELS = 1_000_000;

  private final IrnNetwork network;
  private final int crop;
  private final List<Double> scales;

  /**
   * Inference with a network on images as they are.
   *
   * @param network stays the caller's
   * @param crop side of the training's crops, pixels
   */
  public IrnInference(IrnNetwork network, int crop) {
    this(network, crop, Walk.PAPER.scales());
  }

  /**
   * The same at several scales.
   *
   * @param scales relative image sizes at which edges are computed
   */
  public IrnInference(IrnNetwork network, int crop, List<Double> scales) {
    this.network = network;
    this.crop = crop;
    this.scales = List.copyOf(scales);
  }

  /** As a refinement has it; the network stays the caller's. */
  public static IrnInference of(IrnNetwork network, RefinementParameters parameters) {
    return new IrnInference(network, parameters.irn().crop(), parameters.walk().scales());
  }

  /** Number of cells along a side of so many pixels. */
  public static int cells(int pixels) {
    return (pixels - 1) / 4 + 1;
  }

  /**
   * Probability of an edge per cell, the mean over the scales, one plane of (H−1)/4+1 by (W−1)/4+1.
   * Scales that the limit of pixels makes equal are computed once.
   */
  public ImagePlanes edge(RgbImage image) {
    Map<Double, Long> factors =
        scales.stream()
            .map(scale -> BicubicResize.factorAtMost(image, scale, MAX_PIXELS))
            .collect(Collectors.groupingBy(each -> each, TreeMap::new, Collectors.counting()));
    ImagePlanes sum = new ImagePlanes(1, cells(image.height()), cells(image.width()));
    factors.forEach(
        (factor, count) -> {
          RgbImage scaled = BicubicResize.scaleAtMost(image, factor, MAX_PIXELS);
          float[] edges = edgeOf(scaled).resized(sum.height(), sum.width()).values();
          float weight = (float) count / scales.size();
          for (int i = 0; i < edges.length; i++) {
            sum.values()[i] += weight * edges[i];
          }
        });
    return sum;
  }

  /** Skips the displacement, which needs most of the memory and is not used for masks. */
  private ImagePlanes edgeOf(RgbImage image) {
    try (GradientMode off = GradientMode.off();
        NDManager manager = network.trunk().manager().newSubManager()) {
      return TensorScopes.compute(
          () -> {
            Shape shape = new Shape(1, 3, image.height(), image.width());
            NDArray x = manager.create(Normaliser.planes(image), shape);
            NDList stages = network.stages(padded(x, manager));
            return toPlanes(edge(stages, image.height(), image.width()));
          });
    }
  }

  private NDArray edge(NDList stages, int height, int width) {
    return MirrorPair.sum(cropped(network.edge(stages), height, width))
        .mul(.5f)
        .getNDArrayInternal()
        .sigmoid();
  }

  /** Edge and displacement. */
  public Outputs outputs(RgbImage image) {
    return outputs(Normaliser.planes(image), image.height(), image.width());
  }

  /**
   * Edge and displacement of one image.
   *
   * @param edge one plane, 0 to 1
   * @param displacement planes dy and dx, less the training's mean
   */
  public record Outputs(ImagePlanes edge, ImagePlanes displacement) {}

  public Outputs outputs(float[] planes, int height, int width) {
    try (GradientMode off = GradientMode.off();
        NDManager manager = network.trunk().manager().newSubManager()) {
      return TensorScopes.compute(
          () -> {
            NDArray image = manager.create(planes, new Shape(1, 3, height, width));
            NDList stages = network.stages(padded(image, manager));
            NDArray displacement =
                cropped(network.displacement(stages), height, width)
                    .get(0)
                    .sub(network.meanShift().reshape(2, 1, 1));
            return new Outputs(toPlanes(edge(stages, height, width)), toPlanes(displacement));
          });
    }
  }

  private NDArray padded(NDArray image, NDManager manager) {
    NDArray both = MirrorPair.of(image);
    Shape shape = both.getShape();
    long height = Math.max(crop, shape.get(2));
    long width = Math.max(crop, shape.get(3));
    if (height == shape.get(2) && width == shape.get(3)) {
      return both;
    }
    NDArray below = manager.zeros(new Shape(2, 3, height - shape.get(2), shape.get(3)));
    NDArray tall = height > shape.get(2) ? both.concat(below, 2) : both;
    return width > shape.get(3)
        ? tall.concat(manager.zeros(new Shape(2, 3, height, width - shape.get(3))), 3)
        : tall;
  }

  private static NDArray cropped(NDArray x, int height, int width) {
    return x.get(new NDIndex(":, :, :{}, :{}", cells(height), cells(width)));
  }

  private static ImagePlanes toPlanes(NDArray array) {
    Shape shape = array.getShape();
    return new ImagePlanes(
        (int) shape.get(0), (int) shape.get(1), (int) shape.get(2), array.toFloatArray());
  }
}
