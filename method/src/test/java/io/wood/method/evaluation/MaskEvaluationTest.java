package io.wood.method.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wood.method.image.LabelMap;
import org.junit.jupiter.api.Test;

class MaskEvaluationTest {
  @Test
  void resamplesTheMeanIouThatItScores() {
    MaskEvaluation evaluation = new MaskEvaluation(3);
    evaluation.add("a", map(1, 1, 0, 0), map(1, 0, 0, 0));
    evaluation.add("b", map(0, 1, 255, 0), map(0, 1, 1, 0));

    // Background 4 of 5, class 1 2 of 3; class 2 does not occur.
    assertThat(evaluation.scores().meanIou()).isCloseTo((4 / 5.0 + 2 / 3.0) / 2, within(1e-12));
    assertThat(evaluation.meanIou().figure()).isEqualTo(evaluation.scores().meanIou());
    // A replicate without image a has 1, one without b 2/3 and 1/2, one without any nothing.
    assertThat(evaluation.meanIou().replicates())
        .contains(1.0, (2 / 3.0 + 1 / 2.0) / 2)
        .allMatch(value -> value.isNaN() || (value > .58 && value <= 1));
  }

  @Test
  void averagesPrecisionAndRecallAsThePaperDoesToo() {
    // Background: 2 right of 4 predicted, of 2. Class 1: 1 of 1 predicted, of 2. Class 2: never
    // predicted, 1 pixel. Class 3 does not occur.
    MaskEvaluation evaluation = new MaskEvaluation(4);
    evaluation.add("a", map(0, 0, 1, 1, 2), map(0, 0, 1, 0, 0));

    SegmentationScores scores = evaluation.scores();

    assertThat(scores.precision()).isEqualTo(1);
    assertThat(scores.recall()).isEqualTo((1 / 2.0 + 0) / 2);
    assertThat(scores.published().precision()).isEqualTo((2 / 4.0 + 1 + 0) / 3);
    assertThat(scores.published().recall()).isEqualTo((1 + 1 / 2.0 + 0) / 3);
  }

  private static LabelMap map(int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return new LabelMap(labels.length, 1, bytes);
  }
}
