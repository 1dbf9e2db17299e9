package io.wood.method.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wood.method.tensor.ImagePlanes;
import java.util.List;
import org.junit.jupiter.api.Test;

class PixelAveragePrecisionTest {
  private static final byte IGNORED = (byte) 255;

  @Test
  void isTheAreaUnderThePrecisionRecallCurve() {
    // Falling scores: .9 right, .7 wrong, .5 right, .1 wrong. At recall 1/2 the precision is 1, at
    // recall 1 it is 2/3: 1/2 · 1 + 1/2 · 2/3 = 5/6.
    PixelAveragePrecision precision = new PixelAveragePrecision(1);

    precision.add("a", new byte[] {1, 0, 1, 0}, List.of(0), map(.9f, .7f, .5f, .1f));

    assertThat(precision.scores().pooled()).isCloseTo(5 / 6.0, within(1e-12));
    assertThat(precision.scores().classes()).containsExactly(precision.scores().pooled());
  }

  @Test
  void givesPixelsOfOneBinOneRank() {
    // All pixels have the same score: the only point of the curve has precision 1/4 at recall 1.
    PixelAveragePrecision precision = new PixelAveragePrecision(1);

    precision.add("a", new byte[] {1, 0, 0, 0}, List.of(0), map(.5f, .5f, .5f, .5f));

    assertThat(precision.scores().pooled()).isEqualTo(.25);
  }

  @Test
  void doesNotDependOnTheScaleOfTheScoresButOnTheirOrder() {
    PixelAveragePrecision low = new PixelAveragePrecision(1);
    PixelAveragePrecision high = new PixelAveragePrecision(1);
    byte[] truth = {1, 0, 1, 0};

    low.add("a", truth, List.of(0), map(.2f, .1f, .15f, .05f));
    high.add("a", truth, List.of(0), map(1f, .5f, .9f, 0f));

    assertThat(low.scores().pooled()).isEqualTo(high.scores().pooled()).isEqualTo(1);
  }

  @Test
  void poolsClassesAndKeepsEachOne() {
    // Class 0: right at .9 and wrong at .5, 1. Class 1: wrong at .9 and right at .5, 1/2. Together:
    // .9 has 1 of 2, .5 has 2 of 4, 1/2 · 1/2 + 1/2 · 1/2 = 1/2.
    PixelAveragePrecision precision = new PixelAveragePrecision(3);

    precision.add(
        "a",
        new byte[] {1, 2},
        List.of(0, 1),
        new ImagePlanes(2, 1, 2, planes(.9f, .5f, .9f, .5f)));

    PixelAveragePrecision.Scores scores = precision.scores();
    assertThat(scores.pooled()).isEqualTo(.5);
    assertThat(scores.classes().subList(0, 2)).containsExactly(1.0, .5);
    assertThat(scores.classes().get(2)).isNaN();
  }

  @Test
  void leavesOutIgnoredPixelsAndAddsUpOverImages() {
    PixelAveragePrecision two = new PixelAveragePrecision(1);
    two.add("a", new byte[] {1, 0, IGNORED}, List.of(0), map3(.9f, .7f, 1f));
    two.add("b", new byte[] {1, 0, IGNORED}, List.of(0), map3(.5f, .1f, 1f));

    assertThat(two.scores().pooled()).isCloseTo(5 / 6.0, within(1e-12));
  }

  @Test
  void refusesMapsOfOtherClassesOrAnotherSize() {
    PixelAveragePrecision precision = new PixelAveragePrecision(1);

    assertThatThrownBy(() -> precision.add("a", new byte[] {1}, List.of(0), map(1, 1, 1, 1)))
        .hasMessageContaining("1 pixels, the maps 4");
    assertThatThrownBy(() -> precision.add("a", new byte[4], List.of(1), map(1, 1, 1, 1)))
        .hasMessageContaining("another class list");
  }

  private static float[] planes(float... values) {
    return values;
  }

  private static ImagePlanes map(float... values) {
    return new ImagePlanes(1, 2, 2, values);
  }

  private static ImagePlanes map3(float... values) {
    return new ImagePlanes(1, 1, 3, values);
  }
}
