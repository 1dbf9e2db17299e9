package io.wood.method.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.method.image.LabelMap;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentationLossTest {
  private static final float[] EQUAL = {1, 1};

  /** Background of p = ½, class 1 of p = ¾, unknown, background of p = ⅛. */
  private static final LabelMap LABELS = map(0, 1, 255, 0);

  private static final float[] LOGITS = {
    0, 0, 0, 0, 0, (float) Math.log(3), 5, (float) Math.log(7)
  };
  private static final LabelMap UNKNOWN = map(255, 255, 255, 255);

  private final NDManager manager = Devices.manager(Device.cpu());

  @AfterEach
  void close() {
    manager.close();
  }

  private static LabelMap map(int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return new LabelMap(2, labels.length / 2, bytes);
  }

  private double loss(float[] weights, double hardest) {
    SegmentationLoss loss = new SegmentationLoss(weights, hardest);
    return loss(loss, LOGITS, List.of(LABELS), loss.normaliser(List.of(LABELS)));
  }

  private double loss(
      SegmentationLoss loss, float[] logits, List<LabelMap> labels, double normaliser) {
    int channels = logits.length / labels.size() / 4;
    Shape shape = new Shape(labels.size(), channels, 2, 2);
    return loss.of(manager.create(logits, shape), labels, normaliser).getFloat();
  }

  @Test
  void isTheMeanCrossEntropyOfTheKnownPixels() {
    assertThat(loss(EQUAL, 1))
        .isCloseTo((Math.log(2) + Math.log(4. / 3) + Math.log(8)) / 3, error());
  }

  @Test
  void weighsLabels() {
    assertThat(loss(new float[] {1, 4}, 1))
        .isCloseTo((Math.log(2) + 4 * Math.log(4. / 3) + Math.log(8)) / 6, error());
  }

  @ParameterizedTest
  @CsvSource({".1, 8, 1", ".34, 16, 2", ".5, 16, 2", ".67, 21.333333333, 3", "1, 21.333333333, 3"})
  void countsTheShareOfThePixelsWhoseLabelsAreLeastProbable(
      double hardest, double product, int pixels) {
    assertThat(loss(EQUAL, hardest)).isCloseTo(Math.log(product) / pixels, error());
  }

  @Test
  void dividesTheHardestPixelsByTheirShareOfAllWeights() {
    // The two of background, by two thirds of 1 + 4 + 1.
    assertThat(loss(new float[] {1, 4}, .5)).isCloseTo(Math.log(16) / 4, error());
  }

  @Test
  void countsTheFirstOfPixelsThatAreEquallyHard() {
    SegmentationLoss loss = new SegmentationLoss(new float[] {1, 8}, .5);
    List<LabelMap> labels = List.of(map(1, 0, 0, 1));

    double value = loss(loss, new float[8], labels, loss.normaliser(labels));

    // Half of all weights, 9, for a pixel of 8 and one of 1.
    assertThat(value).isCloseTo(Math.log(2), error());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, .6})
  void addsUpOverTheCropsOfABatch(double hardest) {
    SegmentationLoss loss = new SegmentationLoss(new float[] {1, 3}, hardest);
    LabelMap other = map(1, 1, 0, 255);
    List<LabelMap> batch = List.of(LABELS, other, UNKNOWN);
    float[] all = Arrays.copyOf(LOGITS, 24);
    System.arraycopy(new float[] {1, 2, 0, 0, 3, 1, 0, 9}, 0, all, 8, 8);
    double normaliser = loss.normaliser(batch);

    double parts =
        loss(loss, LOGITS, List.of(LABELS), normaliser)
            + loss(loss, Arrays.copyOfRange(all, 8, 16), List.of(other), normaliser);

    assertThat(loss(loss, all, batch, normaliser)).isCloseTo(parts, error());
    assertThat(normaliser)
        .isEqualTo(loss.normaliser(List.of(LABELS)) + loss.normaliser(List.of(other)));
  }

  @Test
  void isZeroWhereNoPixelIsKnown() {
    SegmentationLoss loss = new SegmentationLoss(EQUAL, .5);

    assertThat(loss.normaliser(List.of(UNKNOWN))).isZero();
    assertThat(loss(loss, LOGITS, List.of(UNKNOWN), 1)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 1", "1, .6", "3, .6"})
  void descendsAlongItsFiniteDifferences(float weight, double hardest) {
    // Given two crops of 2 × 2 pixels and three labels
    SegmentationLoss loss = new SegmentationLoss(new float[] {1, weight, 2}, hardest);
    List<LabelMap> labels = List.of(map(0, 1, 2, 255), map(1, 1, 0, 2));
    double normaliser = loss.normaliser(labels);
    Random random = new Random(4);
    float[] logits = new float[24];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) random.nextGaussian();
    }

    // When
    float[] gradient;
    try (GradientMode on = GradientMode.on()) {
      NDArray x = manager.create(logits, new Shape(2, 3, 2, 2));
      x.setRequiresGradient(true);
      Gradients.backward(loss.of(x, labels, normaliser));
      gradient = Gradients.of(x).toFloatArray();
    }

    // Then
    for (int i = 0; i < logits.length; i++) {
      float[] moved = logits.clone();
      moved[i] = logits[i] + 1e-2f;
      double above = loss(loss, moved, labels, normaliser);
      moved[i] = logits[i] - 1e-2f;
      double below = loss(loss, moved, labels, normaliser);
      assertThat((above - below) / 2e-2).isCloseTo(gradient[i], within(1e-4));
    }
  }

  private static org.assertj.core.data.Offset<Double> error() {
    return within(1e-6);
  }
}
