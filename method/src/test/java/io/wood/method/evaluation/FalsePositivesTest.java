package io.wood.method.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.method.image.LabelMap;
import org.junit.jupiter.api.Test;

class FalsePositivesTest {
  @Test
  void splitsByTheDistanceToTheObjectOfTheClass() {
    // One row: an object of class 1 at x = 0, one of class 2 at x = 1; the mask says 1 everywhere.
    // x = 2 to 16 is near, 17 to 39 far.
    LabelMap truth = new LabelMap(40, 1, new byte[40]);
    truth.labels()[0] = 1;
    truth.labels()[1] = 2;
    byte[] mask = new byte[40];
    java.util.Arrays.fill(mask, (byte) 1);
    FalsePositives positives = new FalsePositives();

    positives.add(truth, new LabelMap(40, 1, mask));

    assertThat(positives.shares())
        .isEqualTo(new FalsePositives.Shares(1 / 40.0, 1 / 40.0, 15 / 40.0, 23 / 40.0));
    assertThat(positives.shares().withoutFar()).isEqualTo((1 / 40.0) / (1 - 23 / 40.0));
  }

  @Test
  void measuresTheDistanceAsTheCrowFlies() {
    // From (0, 0): (9, 13) is at √250 = 15.8, (11, 12) at √265 = 16.3; also from the other side.
    assertThat(shares(0, 0, 9, 13).near()).isEqualTo(1);
    assertThat(shares(0, 0, 11, 12).far()).isEqualTo(1);
    assertThat(shares(9, 13, 0, 0).near()).isEqualTo(1);
    assertThat(shares(11, 12, 0, 0).far()).isEqualTo(1);
    assertThat(shares(11, 0, 0, 12).far()).isEqualTo(1);
    assertThat(shares(9, 0, 0, 13).near()).isEqualTo(1);
  }

  @Test
  void callsBackgroundFarFromAnObjectThatIsNotThere() {
    LabelMap truth = new LabelMap(3, 1, new byte[] {2, 0, (byte) 255});
    FalsePositives positives = new FalsePositives();

    positives.add(truth, new LabelMap(3, 1, new byte[] {0, 1, 1}));

    assertThat(positives.shares()).isEqualTo(new FalsePositives.Shares(0, 0, 0, 1));
  }

  @Test
  void hasNoSharesWithoutPredictions() {
    FalsePositives positives = new FalsePositives();

    positives.add(
        new LabelMap(2, 1, new byte[] {1, 0}), new LabelMap(2, 1, new byte[] {0, (byte) 255}));

    assertThat(positives.shares().right()).isNaN();
  }

  /** One object pixel and one predicted pixel in 20 × 20. */
  private static FalsePositives.Shares shares(int x, int y, int predictedX, int predictedY) {
    LabelMap truth = new LabelMap(20, 20, new byte[400]);
    truth.labels()[20 * y + x] = 1;
    LabelMap mask = new LabelMap(20, 20, new byte[400]);
    mask.labels()[20 * predictedY + predictedX] = 1;
    FalsePositives positives = new FalsePositives();
    positives.add(truth, mask);
    return positives.shares();
  }
}
