package io.wood.method.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentationScoresTest {

  @Test
  void countsByHand() {
    // Given
    ConfusionMatrix confusion = new ConfusionMatrix(3);

    // When
    confusion.add(new byte[] {0, 0, 1, 1, (byte) 255}, new byte[] {0, 1, 1, 1, 2});

    // Then
    SegmentationScores scores = confusion.scores();
    assertThat(scores.classes().get(0).iou()).isEqualTo(.5);
    assertThat(scores.classes().get(1).iou()).isCloseTo(2 / 3., within(1e-12));
    assertThat(scores.classes().get(2).iou()).isNaN();
    assertThat(scores.precision()).isCloseTo(2 / 3., within(1e-12));
    assertThat(scores.recall()).isEqualTo(1);
    assertThat(scores.meanIou()).isCloseTo((.5 + 2 / 3.) / 2, within(1e-12));
  }

  @Test
  void addsUpOverImagesInAnyPartition() {
    ConfusionMatrix whole = new ConfusionMatrix(2);
    whole.add(new byte[] {0, 1, 1, 0}, new byte[] {0, 1, 0, 1});
    ConfusionMatrix left = new ConfusionMatrix(2);
    left.add(new byte[] {0, 1}, new byte[] {0, 1});
    ConfusionMatrix right = new ConfusionMatrix(2);
    right.add(new byte[] {1, 0}, new byte[] {0, 1});

    left.add(ConfusionMatrix.of(right.counts()));

    assertThat(left.counts()).isEqualTo(whole.counts());
  }

  @Test
  void namesALabelThatIsOfAnotherClassList() {
    assertThatThrownBy(() -> new ConfusionMatrix(2).add(new byte[] {7}, new byte[] {0}))
        .hasMessageContaining("truth has label 7");
    assertThatThrownBy(() -> new ConfusionMatrix(2).add(new byte[] {0, 1}, new byte[] {0}))
        .hasMessageContaining("same image");
  }

  @Test
  void spreadsOverSeeds() {
    assertThat(MeanDeviation.of(List.of(1., 2., 3.))).isEqualTo(new MeanDeviation(2, 1, 3));
    assertThat(MeanDeviation.of(List.of(4.))).isEqualTo(new MeanDeviation(4, 0, 1));
  }
}
