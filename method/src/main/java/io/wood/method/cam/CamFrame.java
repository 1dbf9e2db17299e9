package io.wood.method.cam;

import io.wood.contracts.parameter.CamGeometry;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.tensor.SampledAxis;

/**
 * Places the maps of all scales in an image, in two sizes: <i>strided</i> ((H−1)/4+1, (W−1)/4+1),
 * and <i>high resolution</i>, H × W. Both bilinear.
 *
 * <p>A strided convolution with half of its kernel as padding sees cell i around pixel s·i of its
 * input, s the output stride. So it is in rows; in columns, where a map is the sum of a cell of the
 * image and one of its mirror image, the two lie (m−1) mod s pixels apart, m the width of the
 * scaled image, and their middle counts. {@link CamGeometry#REFERENCE} stretches every map over 16
 * pixels a cell, and over the whole image for the strided size.
 *
 * @param height rows of the image, pixels
 * @param width columns of the image, pixels
 * @param outputStride s, pixels of the scaled image per cell
 * @param geometry where a cell lies
 */
public record CamFrame(int height, int width, int outputStride, CamGeometry geometry) {
  /** Image pixels per cell of the strided size. */
  public static final int STRIDE = 4;

  private static final int REFERENCE_CELL = 16;

  private static int cells(int side, int stride) {
    return (side - 1) / stride + 1;
  }

  /** The strided size. */
  ImagePlanes strided(ScaleMaps scale) {
    int rows = cells(height, STRIDE);
    int columns = cells(width, STRIDE);
    if (geometry == CamGeometry.REFERENCE) {
      return scale.maps().resized(rows, columns);
    }
    // A strided cell's middle lies between its pixels 1 and 2.
    double middle = (STRIDE - 1) / 2.0;
    return scale
        .maps()
        .sampled(
            axis(rows, middle, STRIDE, (double) scale.height() / height, 0),
            axis(columns, middle, STRIDE, (double) scale.width() / width, mirrored(scale)));
  }

  /** The high resolution. */
  ImagePlanes high(ScaleMaps scale) {
    if (geometry == CamGeometry.REFERENCE) {
      return scale
          .maps()
          .resized(
              REFERENCE_CELL * cells(height, REFERENCE_CELL),
              REFERENCE_CELL * cells(width, REFERENCE_CELL))
          .crop(height, width);
    }
    return scale
        .maps()
        .sampled(
            axis(height, 0, 1, (double) scale.height() / height, 0),
            axis(width, 0, 1, (double) scale.width() / width, mirrored(scale)));
  }

  /** How far a column's cell lies to the right of s·i: half of what the mirror image adds. */
  private double mirrored(ScaleMaps scale) {
    return (scale.width() - 1) % outputStride / 2.0;
  }

  /**
   * Outputs at pixels first + o·step of the image.
   *
   * @param scale pixels of the scaled image per pixel of the image
   * @param shift pixels of the scaled image from s·i to the middle of cell i
   */
  private SampledAxis axis(int size, double first, double step, double scale, double shift) {
    return new SampledAxis(
        size, ((first + .5) * scale - .5 - shift) / outputStride, step * scale / outputStride);
  }

  ImagePlanes emptyStrided(int classes) {
    return new ImagePlanes(classes, cells(height, STRIDE), cells(width, STRIDE));
  }

  ImagePlanes emptyHigh(int classes) {
    return new ImagePlanes(classes, height, width);
  }
}
