package io.wood.method.walk;

import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;

/**
 * From class activation maps and edges to walked maps: cam^power, then the random walk (IRN,
 * section 4.3). Enlargement and argmax with a constant background plane follow in {@link
 * WalkedMaps#mask}.
 */
public final class PseudoMasks {
  private final RandomWalk walk;
  private final double camPower;

  /** With the walk's parameters. */
  public PseudoMasks(Walk parameters) {
    this.walk = new RandomWalk(parameters);
    this.camPower = parameters.camPower();
  }

  /**
   * Walks one image's maps.
   *
   * @param keys class index of each plane, counted from 0 without background
   * @param strided CAMs at a quarter of the resolution, 0 to 1
   * @param edge one plane of the same cells, 0 to 1
   * @param height rows of the image, pixels
   * @param width columns of the image, pixels
   */
  public WalkedMaps walk(
      List<Integer> keys, ImagePlanes strided, ImagePlanes edge, int height, int width) {
    strided.requireFinite("CAM");
    return new WalkedMaps(keys, walk.spread(strided.power(camPower), edge), height, width);
  }
}
