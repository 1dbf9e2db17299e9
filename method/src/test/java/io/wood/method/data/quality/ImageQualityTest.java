package io.wood.method.data.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wood.method.image.BicubicResize;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.ImageLimits;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageQualityTest {
  private static final int SIDE = 256;

  private final RgbImage sharp = checks(3);

  @Test
  void aBlurredPictureIsLessSharpAndHasFewerHighFrequencies() throws UnusableImageException {
    RgbImage blurred = BicubicResize.toLongSide(BicubicResize.toLongSide(sharp, SIDE / 4), SIDE);
    ImageQuality before = png(sharp);
    ImageQuality after = png(blurred);

    assertThat(after.sharpness()).isLessThan(before.sharpness() - 1);
    assertThat(after.highFrequency()).isLessThan(.5 * before.highFrequency());
    assertThat(after.pixels()).isEqualTo(before.pixels());
  }

  @Test
  void aSmallPictureIsAsUnsharpAsItIsShown() throws UnusableImageException {
    RgbImage small = BicubicResize.toLongSide(sharp, 64);

    assertThat(png(small).sharpness()).isLessThan(png(sharp).sharpness() - 1);
    assertThat(png(small).pixels()).isCloseTo(2 * Math.log(64), within(1e-9));
  }

  @Test
  void readsTheJpegQualityFromTheTables() throws UnusableImageException {
    for (int quality : new int[] {10, 30, 50, 75, 90, 95}) {
      assertThat(jpeg(sharp, quality).jpegQuality()).isEqualTo(quality);
    }
    assertThat(png(sharp).jpegQuality()).isEqualTo(100);
  }

  @Test
  void strongCompressionShowsItsBlocks() throws UnusableImageException {
    RgbImage smooth = wave(2);
    assertThat(png(smooth).blockiness()).isCloseTo(1, within(.1));
    assertThat(jpeg(smooth, 95).blockiness()).isCloseTo(1, within(.2));
    assertThat(jpeg(smooth, 5).blockiness()).isGreaterThan(1.5);
  }

  @Test
  void saturationIsNoneForGreyAndFullForPureColours() throws UnusableImageException {
    assertThat(png(plain(90, 90, 90)).saturation()).isZero();
    assertThat(png(plain(0, 0, 0)).saturation()).isZero();
    assertThat(png(plain(200, 0, 0)).saturation()).isEqualTo(1);
    assertThat(png(plain(200, 100, 100)).saturation()).isCloseTo(.5, within(1e-9));
  }

  @Test
  void aPlainPictureHasNeitherDetailNorBlocks() throws UnusableImageException {
    ImageQuality plain = png(plain(90, 90, 90));

    assertThat(plain.sharpness()).isZero();
    assertThat(plain.highFrequency()).isZero();
    assertThat(plain.blockiness()).isEqualTo(1);
  }

  @Test
  void aPictureOfOnePixelIsMeasured() throws UnusableImageException {
    ImageQuality dot = png(new RgbImage(1, 1, new byte[] {10, 20, 30}));

    assertThat(Arrays.stream(dot.numbers())).allMatch(Double::isFinite);
    assertThat(dot.pixels()).isZero();
  }

  @Test
  void aFileThatIsNoImageIsRefused() {
    assertThatThrownBy(() -> ImageQuality.of(new byte[] {1, 2, 3}, ImageLimits.DEFAULT))
        .isInstanceOf(UnusableImageException.class);
  }

  @Test
  void aWaveHasItsEnergyAtItsFrequency() {
    // 8 and 100 waves over 256 pixels; half Nyquist is 64.
    assertThat(HighFrequencies.of(LightPlane.of(wave(8)))).isLessThan(.01);
    assertThat(HighFrequencies.of(LightPlane.of(wave(100)))).isGreaterThan(.99);
  }

  @Test
  void theTransformAgreesWithNumbersComputedByHand() {
    double[] real = {1, 2, 3, 4};
    double[] imaginary = new double[4];

    new FourierTransform(4).apply(real, imaginary);

    assertThat(real).containsExactly(new double[] {10, -2, -2, -2}, within(1e-12));
    assertThat(imaginary).containsExactly(new double[] {0, 2, 0, -2}, within(1e-12));
  }

  private static ImageQuality png(RgbImage image) throws UnusableImageException {
    return ImageQuality.of(ImageEncoder.png(image), ImageLimits.DEFAULT);
  }

  private static ImageQuality jpeg(RgbImage image, int quality) throws UnusableImageException {
    return ImageQuality.of(ImageEncoder.jpeg(image, quality / 100.0), ImageLimits.DEFAULT);
  }

  /** Squares of a few pixels in random grey. */
  private static RgbImage checks(int size) {
    byte[] bytes = new byte[3 * SIDE * SIDE];
    for (int y = 0, to = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        byte grey = (byte) new Random(1000L * (y / size) + x / size).nextInt(256);
        bytes[to++] = grey;
        bytes[to++] = grey;
        bytes[to++] = grey;
      }
    }
    return new RgbImage(SIDE, SIDE, bytes);
  }

  private static RgbImage wave(int count) {
    byte[] bytes = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      double angle = 2 * Math.PI * count * (i % SIDE) / SIDE;
      byte grey = (byte) Math.round(128 + 100 * Math.sin(angle));
      bytes[3 * i] = grey;
      bytes[3 * i + 1] = grey;
      bytes[3 * i + 2] = grey;
    }
    return new RgbImage(SIDE, SIDE, bytes);
  }

  private static RgbImage plain(int red, int green, int blue) {
    byte[] bytes = new byte[3 * 16 * 16];
    for (int i = 0; i < bytes.length; i += 3) {
      bytes[i] = (byte) red;
      bytes[i + 1] = (byte) green;
      bytes[i + 2] = (byte) blue;
    }
    return new RgbImage(16, 16, bytes);
  }
}
