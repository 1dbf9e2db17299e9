package io.wood.method.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LabelAccuracyTest {
  @Test
  void countsSureLabelsAgainstTheTruth() {
    LabelAccuracy accuracy = new LabelAccuracy();

    accuracy.add(
        new byte[] {0, 0, 0, 1, 1, 1, 2, (byte) 255, 0, 2},
        new byte[] {0, 0, 1, 1, (byte) 255, 0, 2, 1, (byte) 255, 1});

    LabelAccuracy.Shares shares = accuracy.shares();
    assertThat(shares.coverage()).isCloseTo(7 / 9.0, within(1e-9));
    assertThat(shares.foregroundPrecision()).isCloseTo(2 / 4.0, within(1e-9));
    assertThat(shares.backgroundPrecision()).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(shares.recall()).isCloseTo(2 / 5.0, within(1e-9));
  }
}
