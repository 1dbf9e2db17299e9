package io.wood.method.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AveragePrecisionTest {
  @Test
  void agreesWithANumberComputedByHand() {
    double[] scores = {.9, .8, .7, .6};
    boolean[] relevant = {true, false, true, false};
    // (1/1 + 2/3) / 2
    assertThat(AveragePrecision.of(scores, relevant)).isCloseTo(5 / 6.0, within(1e-12));
  }

  @Test
  void theOrderOfEqualScoresPlaysNoPart() {
    double[] scores = {.5, .5};
    assertThat(AveragePrecision.of(scores, new boolean[] {true, false})).isEqualTo(.5);
    assertThat(AveragePrecision.of(scores, new boolean[] {false, true})).isEqualTo(.5);
  }

  @Test
  void aScoreThatIsNoNumberIsRefused() {
    double[] scores = {.5, Double.NaN};
    assertThatThrownBy(() -> AveragePrecision.of(scores, new boolean[] {true, false}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a number");
  }

  @Test
  void aClassThatDoesNotOccurIsLeftOutOfTheMean() {
    double absent = AveragePrecision.of(new double[] {.5}, new boolean[] {false});
    assertThat(absent).isNaN();
    assertThat(AveragePrecision.mean(new double[] {absent, .75})).isEqualTo(.75);
  }
}
