package io.wood.method.image;

import io.wood.contracts.artifact.ImageFormat;
import java.util.Arrays;
import javax.imageio.plugins.jpeg.JPEGQTable;

/**
 * Estimates at which quality a JPEG file was written. The Independent JPEG Group's encoder scales
 * one table of divisors by 50/q below quality 50 and by 2 − q/50 from there on. The estimate is the
 * quality whose table has the sum nearest to that of the file's luminance table; a table of another
 * encoder gets the quality that loses as much.
 */
public final class JpegQuality {
  /** Of a file that loses nothing, or is not a JPEG. */
  public static final int LOSSLESS = 100;

  private JpegQuality() {}

  /** The quality of a file, 1 to 100. */
  public static int of(byte[] file) {
    return ImageFormat.of(file)
        .filter(ImageFormat.JPEG::equals)
        .flatMap(jpeg -> new JpegSegments(file).luminanceDivisors())
        .map(JpegQuality::nearest)
        .orElse(LOSSLESS);
  }

  private static int nearest(int sum) {
    int best = LOSSLESS;
    for (int quality = LOSSLESS; quality > 0; quality--) {
      if (Math.abs(sum(quality) - sum) < Math.abs(sum(best) - sum)) {
        best = quality;
      }
    }
    return best;
  }

  private static int sum(int quality) {
    float scale = quality < 50 ? 50f / quality : 2 - quality / 50f;
    return Arrays.stream(JPEGQTable.K1Luminance.getScaledInstance(scale, true).getTable()).sum();
  }
}
