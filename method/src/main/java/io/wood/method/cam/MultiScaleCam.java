package io.wood.method.cam;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.RgbImage;
import io.wood.method.network.FeatureNetwork;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.tensor.MirrorPair;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Computes class activation maps: Σ over scales of relu(W·f(x)) + mirrored relu(W·f(mirrored x)),
 * resized and divided by the maximum of each class. With a {@link MapGate}, each relu(W·f) is
 * multiplied by its factors before they are added up.
 *
 * <p>Thread-safe.
 */
public final class MultiScaleCam {
  /** Pixels of the largest scale: beyond photographs of 700 × 700 at scale 2, and about 1 GiB. */
  public static final long PIXEL_BUDGET = 2_000_000;

  private final FeatureNetwork network;
  private final Cam parameters;
  private final long pixels;
  private final Optional<MapGate> gate;

  /** With {@link #PIXEL_BUDGET}. */
  public MultiScaleCam(FeatureNetwork network, Cam parameters) {
    this(network, parameters, PIXEL_BUDGET);
  }

  /** With a gate and {@link #PIXEL_BUDGET}. */
  public MultiScaleCam(FeatureNetwork network, Cam parameters, MapGate gate) {
    this(network, parameters, PIXEL_BUDGET, Optional.of(gate));
  }

  /**
   * @param network used on its running statistics
   * @param parameters scales and geometry
   * @param pixels a scale that would give a larger image than this many pixels is reduced to it, to
   *     bound memory
   */
  public MultiScaleCam(FeatureNetwork network, Cam parameters, long pixels) {
    this(network, parameters, pixels, Optional.empty());
  }

  private MultiScaleCam(
      FeatureNetwork network, Cam parameters, long pixels, Optional<MapGate> gate) {
    this.network = network;
    this.parameters = parameters;
    this.pixels = pixels;
    this.gate = gate;
  }

  /**
   * The maps of the given classes.
   *
   * @param classes indices from 0; none gives no maps
   */
  public ActivationMaps of(RgbImage image, Collection<Integer> classes) {
    List<Integer> keys = keys(classes);
    return sum(image, keys).normalised(keys);
  }

  /**
   * The strided maps of the given classes alone: a sixteenth of the memory.
   *
   * @param classes indices from 0, whose ascending order the planes have; none gives no maps
   */
  public ImagePlanes strided(RgbImage image, Collection<Integer> classes) {
    return sum(image, keys(classes)).normalisedStrided();
  }

  private List<Integer> keys(Collection<Integer> classes) {
    return CamInput.keys(classes, network.classifierWeight().getShape().get(0));
  }

  private CamSum sum(RgbImage image, List<Integer> keys) {
    CamSum sum = new CamSum(keys.size(), CamInput.frame(image, network, parameters));
    if (!keys.isEmpty()) {
      for (double scale : parameters.scales()) {
        RgbImage scaled = BicubicResize.scaleAtMost(image, scale, pixels);
        sum.add(new ScaleMaps(maps(scaled, keys), scaled.height(), scaled.width()));
      }
    }
    return sum;
  }

  private ImagePlanes maps(RgbImage image, List<Integer> keys) {
    try (GradientMode off = GradientMode.off();
        NDManager manager = Devices.manager(network.device());
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray features = network.features(CamInput.bothFlips(manager, image));
      NDArray positive = positive(features, rows(manager, network.classifierWeight(), keys));
      return added(
          gate.map(factors -> positive.mul(factors.gate(features, keys))).orElse(positive));
    }
  }

  private static NDArray rows(NDManager manager, NDArray weight, List<Integer> keys) {
    int[] indices = keys.stream().mapToInt(Integer::intValue).toArray();
    return weight.get(manager.create(indices));
  }

  /**
   * relu(W·f) of both flips, the second mirrored back, added.
   *
   * @param features [2, D, h, w]
   * @param rows of the classifier's weight, [n, D]
   */
  public static ImagePlanes maps(NDArray features, NDArray rows) {
    return added(positive(features, rows));
  }

  /** relu(W·f), [2, n, h, w]. */
  private static NDArray positive(NDArray features, NDArray rows) {
    Shape shape = rows.getShape();
    return Conv2d.conv2d(features, rows.reshape(shape.get(0), shape.get(1), 1, 1))
        .singletonOrThrow()
        .getNDArrayInternal()
        .relu();
  }

  /** Maps of both flips, [2, n, h, w], the second mirrored back. */
  private static ImagePlanes added(NDArray maps) {
    NDArray sum = MirrorPair.sum(maps);
    Shape size = sum.getShape();
    return new ImagePlanes(
        (int) size.get(0), (int) size.get(1), (int) size.get(2), sum.toFloatArray());
  }
}
