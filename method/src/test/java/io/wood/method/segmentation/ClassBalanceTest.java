package io.wood.method.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wood.method.data.DrawnSquares;
import io.wood.method.image.LabelMap;
import io.wood.method.training.TrainingCancelledException;
import io.wood.method.training.TrainingListener;
import org.junit.jupiter.api.Test;

class ClassBalanceTest {
  private static LabelMap map(int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return new LabelMap(labels.length, 1, bytes);
  }

  @Test
  void dividesTheMedianShareByTheOwnOneInTheImagesThatShowALabel() {
    // Given shares of 5/8 for background, 1/2 for class 1, 1/4 for class 2, none for class 3
    ClassBalance balance = new ClassBalance(4);
    balance.add(map(0, 0, 1, 1));
    balance.add(map(0, 0, 0, 2, 255, 255));

    assertThat(balance.weights(1)).containsExactly(new float[] {.8f, 1, 2, 1}, within(1e-6f));
    assertThat(balance.weights(.5))
        .containsExactly(
            new float[] {(float) Math.sqrt(.8), 1, (float) Math.sqrt(2), 1}, within(1e-6f));
    assertThat(balance.weights(0)).containsExactly(1, 1, 1, 1);
  }

  @Test
  void takesTheMeanOfTheTwoMiddleSharesOfAnEvenNumber() {
    ClassBalance balance = new ClassBalance(2);
    balance.add(map(0, 0, 0, 1));

    assertThat(balance.weights(1)).containsExactly(new float[] {2 / 3f, 2}, within(1e-6f));
  }

  @Test
  void weighsAllLabelsAlikeWithoutAnyKnownPixel() {
    ClassBalance balance = new ClassBalance(2);
    balance.add(map(255, 255));

    assertThat(balance.weights(1)).containsExactly(1, 1);
  }

  @Test
  void weighsSmallSquaresMoreThanTheirBackgroundThoughAnImageIsBroken() {
    float[] weights = ClassBalance.of(new DrawnSquares(30, 48, 5), 3, 1, TrainingListener.SILENT);

    assertThat(weights[0]).isLessThan(.5f);
    assertThat(weights[1]).isBetween(.8f, 1.2f);
    assertThat(weights[2]).isBetween(.8f, 1.2f);
  }

  @Test
  void endsWhenTheTrainingIsCancelled() {
    TrainingListener cancelled =
        new TrainingListener() {
          @Override
          public boolean cancelled() {
            return true;
          }
        };

    assertThatThrownBy(() -> ClassBalance.of(new DrawnSquares(3, 24), 3, 1, cancelled))
        .isInstanceOf(TrainingCancelledException.class);
  }
}
