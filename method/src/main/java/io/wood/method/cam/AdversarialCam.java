package io.wood.method.cam;

import ai.djl.ndarray.NDManager;
import io.wood.contracts.parameter.CamGeometry;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.RgbImage;
import io.wood.method.network.FeatureNetwork;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.ImagePlanes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Computes AdvCAM, anti-adversarial climbing (Lee, Kim, Yoon, CVPR 2021): changes the image step by
 * step towards more confidence in a class and adds up the Grad-CAMs of all steps, so that they
 * cover more of the object than its most discriminative part.
 *
 * <p>Needs the network's gradients with respect to the image only; its parameters should require
 * none. Thread-safe.
 */
public final class AdversarialCam {
  private final FeatureNetwork network;
  private final RefinementParameters.Cam parameters;
  private final long pixels;

  /** With {@link MultiScaleCam#PIXEL_BUDGET}. */
  public AdversarialCam(FeatureNetwork network, RefinementParameters.Cam parameters) {
    this(network, parameters, MultiScaleCam.PIXEL_BUDGET);
  }

  /**
   * @param network used on its running statistics
   * @param parameters scales, iterations and geometry
   * @param pixels a scale that would give a larger image than this many pixels is reduced to it
   */
  public AdversarialCam(FeatureNetwork network, RefinementParameters.Cam parameters, long pixels) {
    this.network = network;
    this.parameters = parameters;
    this.pixels = pixels;
  }

  /**
   * The maps of the given classes.
   *
   * @param classes indices from 0; none gives no maps
   */
  public ActivationMaps of(RgbImage image, Collection<Integer> classes) {
    List<Integer> keys = CamInput.keys(classes, network.classifierWeight().getShape().get(0));
    CamSum sum = new CamSum(keys.size(), CamInput.frame(image, network, parameters));
    if (!keys.isEmpty()) {
      for (double scale : parameters.scales()) {
        RgbImage scaled = BicubicResize.scaleAtMost(image, scale, pixels);
        ImagePlanes maps = maps(scaled, scale, keys).times(weight(scale));
        sum.add(new ScaleMaps(maps, scaled.height(), scaled.width()));
      }
    }
    return sum.normalised(keys);
  }

  /**
   * A scale that takes half of the iterations counts twice, and one that takes all of them once.
   * The reference sets that factor at its first scale and never takes it back, so that it cancels.
   */
  private float weight(double scale) {
    if (parameters.geometry() == CamGeometry.REFERENCE) {
      return 1;
    }
    int iterations = parameters.iterations();
    return (float) AdversarialClimb.steps(iterations, 1)
        / AdversarialClimb.steps(iterations, scale);
  }

  private ImagePlanes maps(RgbImage image, double scale, List<Integer> keys) {
    try (NDManager manager = Devices.manager(network.device());
        GradientMode on = GradientMode.on()) {
      AdversarialClimb climb = new AdversarialClimb(network);
      List<ImagePlanes> maps = new ArrayList<>();
      for (int key : keys) {
        maps.add(
            climb.climb(CamInput.bothFlips(manager, image), key, parameters.iterations(), scale));
      }
      return stacked(maps);
    }
  }

  public static ImagePlanes stacked(List<ImagePlanes> maps) {
    ImagePlanes first = maps.get(0);
    ImagePlanes all = new ImagePlanes(maps.size(), first.height(), first.width());
    for (int i = 0; i < maps.size(); i++) {
      System.arraycopy(maps.get(i).values(), 0, all.values(), i * first.area(), first.area());
    }
    return all;
  }
}
