package io.wood.method.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.method.GoldenFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizeGoldenTest {
  private final GoldenFile golden = GoldenFile.open("j_preprocess");

  private RgbImage image(String key) {
    int[] shape = golden.shape(key);
    return new RgbImage(shape[1], shape[0], golden.bytes(key));
  }

  private LabelMap labels(String key) {
    int[] shape = golden.shape(key);
    return new LabelMap(shape[1], shape[0], golden.bytes(key));
  }

  @ParameterizedTest
  @CsvSource({"bicubic_x0.5, .5", "bicubic_x1.5, 1.5", "bicubic_x2, 2"})
  void scalesImagesAsPillowDoes(String key, double scale) {
    assertThat(BicubicResize.scale(image("image"), scale)).isEqualTo(image(key));
  }

  @Test
  void bringsTheLongSideToALengthAsPillowDoes() {
    assertThat(BicubicResize.toLongSide(image("image"), 41)).isEqualTo(image("resize_long41"));
  }

  @ParameterizedTest
  @CsvSource({"label_nearest_x0.25, .25", "label_nearest_x0.6, .6", "label_nearest_x1.3, 1.3"})
  void scalesLabelsAsPillowDoes(String key, double scale) {
    assertThat(NearestResize.scale(labels("label_52x36"), scale)).isEqualTo(labels(key));
  }

  @Test
  void normalisesToTheReferencesFloats() {
    RgbImage image = image("image");
    float[] expected = golden.floats("normalised_f32");
    float[] planes = Normaliser.planes(image);
    int pixels = image.width() * image.height();
    for (int i = 0; i < pixels; i++) {
      for (int channel = 0; channel < 3; channel++) {
        assertThat(planes[channel * pixels + i]).isEqualTo(expected[3 * i + channel]);
      }
    }
  }

  @Test
  void roundsHalvesToEvenButKeepsAPixel() {
    double[] in = golden.doubles("round_in");
    int[] out = golden.ints("round_out");
    for (int i = 0; i < in.length; i++) {
      assertThat(Sizes.scaled(1, in[i])).isEqualTo(Math.max(1, out[i]));
    }
  }

  @Test
  void neverShrinksToNothing() {
    RgbImage line = new RgbImage(1, 9, new byte[27]);
    assertThat(BicubicResize.scale(line, .25).width()).isEqualTo(1);
  }
}
