package io.wood.method.data.quality;

import io.wood.method.image.BicubicResize;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.ImageLimits;
import io.wood.method.image.JpegQuality;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import java.util.Arrays;

/**
 * The numbers of one image file.
 *
 * <p>Sharpness, frequencies and saturation are those at a long side of {@value #SIDE} pixels, as a
 * network sees images of all sizes at one. Blockiness is that of the pixels as they are stored: the
 * grid of a JPEG begins in their first corner, and a resized picture has lost it.
 *
 * @param pixels {@link QualityNumber#PIXELS}
 * @param sharpness {@link Sharpness}
 * @param highFrequency {@link HighFrequencies}
 * @param jpegQuality {@link JpegQuality}
 * @param blockiness {@link Blockiness}
 * @param saturation {@link Saturation}
 */
public record ImageQuality(
    double pixels,
    double sharpness,
    double highFrequency,
    double jpegQuality,
    double blockiness,
    double saturation) {
  /** The long side at which pictures are compared, pixels. */
  static final int SIDE = 256;

  /**
   * Measures a file.
   *
   * @throws UnusableImageException when it cannot be decoded
   */
  public static ImageQuality of(byte[] file, ImageLimits limits) throws UnusableImageException {
    RgbImage stored = ImageDecoder.decodeStored(file, limits);
    RgbImage resized = BicubicResize.toLongSide(stored, SIDE);
    LightPlane light = LightPlane.of(resized);
    return new ImageQuality(
        Math.log((double) stored.width() * stored.height()),
        Sharpness.of(light),
        HighFrequencies.of(light),
        JpegQuality.of(file),
        Blockiness.of(stored),
        Saturation.of(resized));
  }

  double of(QualityNumber number) {
    return switch (number) {
      case PIXELS -> pixels;
      case SHARPNESS -> sharpness;
      case HIGH_FREQUENCY -> highFrequency;
      case JPEG_QUALITY -> jpegQuality;
      case BLOCKINESS -> blockiness;
      case SATURATION -> saturation;
    };
  }

  /** All numbers, in the order of {@link QualityNumber}. */
  double[] numbers() {
    return Arrays.stream(QualityNumber.values()).mapToDouble(this::of).toArray();
  }
}
