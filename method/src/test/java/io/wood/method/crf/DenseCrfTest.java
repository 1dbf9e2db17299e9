package io.wood.method.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wood.method.GoldenFile;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.tensor.Planes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenseCrfTest {
  private final GoldenFile golden = GoldenFile.open("g_crf");
  private final RgbImage image = new RgbImage(80, 60, golden.bytes("image"));

  @ParameterizedTest
  @CsvSource({
    "fg_init_labels,fg_Q_t1,1,3",
    "fg_init_labels,fg_Q_t5,5,3",
    "fg_init_labels,fg_Q_t10,10,3",
    "bg_init_labels,bg_Q_t10,10,3",
    "two_label_init,two_label_Q_t10,10,2"
  })
  void infersTheOfficialProbabilities(String labels, String expected, int iterations, int count) {
    // Given
    LabelMap given = new LabelMap(80, 60, golden.bytes(labels));

    // When
    Planes actual = new DenseCrf(image, CrfParameters.PAPER).infer(given, count, iterations);

    // Then
    assertClose(actual, golden.floats(expected));
  }

  private static void assertClose(Planes actual, float[] expected) {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(actual.values()[i] - expected[i]));
    }
    assertThat(largest).isLessThan(1e-4);
  }

  @ParameterizedTest
  @CsvSource({"3,0,fg_Q_t1_gaussian_only", "0,10,fg_Q_t1_bilateral_only"})
  void infersWithEitherKernelAlone(double smooth, double appearance, String expected) {
    CrfParameters parameters = new CrfParameters(3, smooth, 50, 5, appearance, .7);
    LabelMap given = new LabelMap(80, 60, golden.bytes("fg_init_labels"));

    assertClose(new DenseCrf(image, parameters).infer(given, 3, 1), golden.floats(expected));
  }

  @Test
  void cleansAnImageOfOddSize() {
    // Given
    GoldenFile odd = GoldenFile.open("g2_crf_odd_size");
    DenseCrf crf = new DenseCrf(new RgbImage(43, 31, odd.bytes("image")), CrfParameters.PAPER);
    LabelMap given = new LabelMap(43, 31, odd.bytes("init_labels"));

    // Then
    assertClose(crf.infer(given, 3, 10), odd.floats("Q_t10"));
    assertThat(crf.clean(given, 3, 10).labels()).isEqualTo(odd.bytes("pred"));
  }

  @Test
  void startsFromTheTrustInTheLabels() {
    LabelMap given = new LabelMap(80, 60, golden.bytes("fg_init_labels"));
    Planes start = new DenseCrf(image, CrfParameters.PAPER).infer(given, 3, 0);

    for (int label = 0; label < 3; label++) {
      assertThat(start.at(label, 0, 0))
          .isCloseTo(golden.floats("fg_Q_t0_pixel0")[label], within(1e-6f));
    }
  }

  @Test
  void keepsTheOnlyLabelThereIs() {
    DenseCrf crf = new DenseCrf(new RgbImage(2, 1, new byte[6]), CrfParameters.PAPER);

    assertThat(crf.clean(new LabelMap(2, 1, new byte[2]), 1, 10).labels()).containsOnly(0);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,9", "9,1"})
  void bearsImagesOfOnePixelWidth(int width, int height) {
    byte[] labels = new byte[width * height];
    labels[labels.length - 1] = 3;
    RgbImage thin = new RgbImage(width, height, new byte[3 * labels.length]);

    Planes result =
        new DenseCrf(thin, CrfParameters.PAPER).infer(new LabelMap(width, height, labels), 4, 10);

    for (int i = 0; i < labels.length; i++) {
      float sum = 0;
      for (int label = 0; label < 4; label++) {
        sum += result.values()[label * labels.length + i];
      }
      assertThat(sum).isCloseTo(1, within(1e-5f));
    }
  }

  @Test
  void refusesLabelsOfAnotherImageOrList() {
    DenseCrf crf = new DenseCrf(image, CrfParameters.PAPER);

    assertThatThrownBy(() -> crf.infer(new LabelMap(1, 1, new byte[1]), 2, 1))
        .hasMessageContaining("the labels are 1x1, their image is 80x60");
    byte[] labels = new byte[4800];
    labels[7] = 5;
    assertThatThrownBy(() -> crf.infer(new LabelMap(80, 60, labels), 2, 1))
        .hasMessageContaining("label 5 in a map of 2 labels");
  }

  @Test
  void exponentiatesToTheLastDigits() {
    for (float x = 0; x > -80; x -= .013f) {
      double relative = Softmax.exp(x) / Math.exp(x) - 1;
      assertThat(Math.abs(relative)).isLessThan(1e-5);
    }
  }
}
