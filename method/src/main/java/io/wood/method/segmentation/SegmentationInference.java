package io.wood.method.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.wood.method.crf.CrfParameters;
import io.wood.method.crf.DenseCrf;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.LabelMap;
import io.wood.method.image.NearestResize;
import io.wood.method.image.Normaliser;
import io.wood.method.image.RgbImage;
import io.wood.method.tensor.Argmax;
import io.wood.method.tensor.BilinearResize;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.tensor.MirrorPair;
import io.wood.method.tensor.TensorScopes;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Predicts masks: probabilities averaged over scales and both flips, sharpened by a dense CRF if
 * wanted. Images of more than {@value #MAX_PIXELS} pixels are predicted at that size and the mask
 * is enlarged, which bounds the memory. Safe to call from several threads at once.
 */
public final class SegmentationInference {
  /** Pixels that are processed at once. */
  public static final int MAX_PIXELS = 1_500_000;

  /** The default scales: little cost, most of the gain. */
  public static final List<Double> SCALES = List.of(.75, 1., 1.25);

  private final SegmentationNetwork network;
  private final Settings settings;

  /**
   * How masks are made out of the network's probabilities.
   *
   * @param scales relative image sizes
   * @param crfIterations 0 for no CRF
   * @param foregroundOdds factor on the odds of any class against background where no class is
   *     known
   */
  public record Settings(List<Double> scales, int crfIterations, double foregroundOdds) {
    public Settings {
      scales = List.copyOf(scales);
    }
  }

  /**
   * Inference with a network.
   *
   * @param network stays the caller's
   */
  public SegmentationInference(SegmentationNetwork network, Settings settings) {
    this.network = network;
    this.settings = settings;
  }

  /** The mask: 0 for background, class index + 1 for a class. */
  public LabelMap predict(RgbImage image) {
    RgbImage fitting = BicubicResize.atMost(image, MAX_PIXELS);
    return sized(Argmax.of(crf(fitting).apply(free(probabilities(fitting)))), image);
  }

  /**
   * The masks of an image whose classes are known.
   *
   * @param free as if no class were known
   * @param labelled of background and the image's classes alone
   */
  public record Masks(LabelMap free, LabelMap labelled) {}

  /**
   * Both masks out of one pass through the network. The second one is made of the probabilities of
   * {@link KnownClasses}, which get a CRF run of their own.
   *
   * @param classes class indices of the image, counted from 0 without background
   */
  public Masks masks(RgbImage image, List<Integer> classes) {
    RgbImage fitting = BicubicResize.atMost(image, MAX_PIXELS);
    ImagePlanes all = probabilities(fitting);
    ImagePlanes some = KnownClasses.of(all, classes);
    UnaryOperator<ImagePlanes> crf = crf(fitting);
    return new Masks(
        sized(Argmax.of(crf.apply(free(all))), image),
        sized(Argmax.of(classes, crf.apply(some)), image));
  }

  private ImagePlanes free(ImagePlanes probabilities) {
    return ForegroundOdds.times(settings.foregroundOdds(), probabilities);
  }

  private UnaryOperator<ImagePlanes> crf(RgbImage image) {
    if (settings.crfIterations() == 0) {
      return UnaryOperator.identity();
    }
    DenseCrf crf = new DenseCrf(image, CrfParameters.PREDICTION);
    return probabilities -> crf.sharpen(probabilities, settings.crfIterations());
  }

  private static LabelMap sized(LabelMap mask, RgbImage image) {
    return NearestResize.resize(mask, image.width(), image.height());
  }

  /** The network's own probability of every label, background first, in the image's size. */
  ImagePlanes probabilities(RgbImage image) {
    try (GradientMode off = GradientMode.off();
        NDManager manager = network.trunk().manager().newSubManager()) {
      return TensorScopes.compute(() -> mean(image, manager));
    }
  }

  private ImagePlanes mean(RgbImage image, NDManager manager) {
    int height = image.height();
    int width = image.width();
    NDArray sum = manager.zeros(new Shape(network.labels(), height, width));
    for (double scale : settings.scales()) {
      NDArray one =
          TensorScopes.keep(
              manager, () -> atScale(BicubicResize.scale(image, scale), image, manager));
      sum.addi(one);
      one.close();
    }
    float[] values = sum.div(settings.scales().size()).toFloatArray();
    return new ImagePlanes(network.labels(), height, width, values);
  }

  private NDArray atScale(RgbImage scaled, RgbImage original, NDManager manager) {
    NDArray x =
        manager.create(Normaliser.planes(scaled), new Shape(1, 3, scaled.height(), scaled.width()));
    NDArray probabilities = network.logits(MirrorPair.of(x)).softmax(1);
    NDArray large = enlarged(probabilities, scaled);
    NDArray mean = MirrorPair.sum(large).div(2);
    return BilinearResize.resize(mean, original.height(), original.width());
  }

  /** To the scaled image's pixels: its cells cover a little more than the image. */
  private NDArray enlarged(NDArray x, RgbImage image) {
    Shape shape = x.getShape();
    int stride = network.trunk().spec().outputStride();
    int height = Math.toIntExact(shape.get(2) * stride);
    int width = Math.toIntExact(shape.get(3) * stride);
    return BilinearResize.resize(x, height, width)
        .get(new NDIndex(":, :, :{}, :{}", image.height(), image.width()));
  }
}
