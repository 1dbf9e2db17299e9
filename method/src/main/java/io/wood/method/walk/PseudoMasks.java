package io.wood.method.walk;

import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.method.image.RgbImage;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;

/**
 * From class activation maps and edges to walked maps: cam^power, then the random walk (IRN,
 * section 4.3), and pixel-adaptive refinement if it is wanted. Enlargement and argmax with a
 * constant background plane follow in {@link WalkedMaps#mask}.
 */
public final class PseudoMasks {
  private final RandomWalk walk;
  private final double camPower;
  private final boolean adapted;

  /** With the walk's parameters. */
  public PseudoMasks(Walk parameters) {
    this.walk = new RandomWalk(parameters);
    this.camPower = parameters.camPower();
    this.adapted = parameters.adapted();
  }

  /**
   * Walks one image's maps.
   *
   * @param keys class index of each plane, counted from 0 without background
   * @param strided CAMs at a quarter of the resolution, 0 to 1
   * @param edge one plane of the same cells, 0 to 1
   * @param image the image
   */
  public WalkedMaps walk(
      List<Integer> keys, ImagePlanes strided, ImagePlanes edge, RgbImage image) {
    strided.requireFinite("CAM");
    ImagePlanes spread = walk.spread(strided.power(camPower), edge);
    WalkedMaps walked = new WalkedMaps(keys, spread, image.height(), image.width());
    return adapted ? walked.adapted(image) : walked;
  }
}
