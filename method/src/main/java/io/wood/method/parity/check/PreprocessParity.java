package io.wood.method.parity.check;

import io.wood.method.image.BicubicResize;
import io.wood.method.image.LabelMap;
import io.wood.method.image.NearestResize;
import io.wood.method.image.Normaliser;
import io.wood.method.image.ResizedSizes;
import io.wood.method.image.RgbImage;
import io.wood.method.parity.GoldenCheck;
import io.wood.method.parity.GoldenComparison;
import io.wood.method.parity.GoldenFile;
import java.util.regex.MatchResult;
import java.util.stream.DoubleStream;

/** Pillow's resizing byte for byte, the normalised floats bit for bit, rounding half to even. */
public final class PreprocessParity implements GoldenCheck {
  @Override
  public String topic() {
    return "preprocess";
  }

  @Override
  public void compare(GoldenFile golden, GoldenComparison comparison) {
    RgbImage image = golden.image("image");
    for (MatchResult key : golden.matching("bicubic_x([.\\d]+)")) {
      double scale = Double.parseDouble(key.group(1));
      comparison.exact(key.group(), BicubicResize.scale(image, scale).bytes());
    }
    for (MatchResult key : golden.matching("resize_long(\\d+)")) {
      int side = Integer.parseInt(key.group(1));
      comparison.exact(key.group(), BicubicResize.toLongSide(image, side).bytes());
    }
    LabelMap labels = golden.labels(golden.matching("label_\\d+x\\d+").get(0).group());
    for (MatchResult key : golden.matching("label_nearest_x([.\\d]+)")) {
      double scale = Double.parseDouble(key.group(1));
      comparison.exact(key.group(), NearestResize.scale(labels, scale).labels());
    }
    comparison.close("normalised_f32", interleaved(image), 0);
    comparison.exact(
        "round_out",
        DoubleStream.of(golden.doubles("round_in")).mapToInt(side -> rounded(side)).toArray());
  }

  /** Sizes never round to 0; the official rounding alone does. */
  private static int rounded(double side) {
    return side <= .5 ? 0 : ResizedSizes.scaled(1, side);
  }

  /** The planes as rows of three, as the file has them. */
  private static float[] interleaved(RgbImage image) {
    float[] planes = Normaliser.planes(image);
    int pixels = image.width() * image.height();
    float[] rows = new float[planes.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = planes[i % 3 * pixels + i / 3];
    }
    return rows;
  }
}
