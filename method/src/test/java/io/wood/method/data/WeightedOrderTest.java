package io.wood.method.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WeightedOrderTest {
  private static final double[] WEIGHTS = {0, 1, 0, 2, 5, 0};

  @Test
  void drawsEachIndexAsOftenAsItsWeightSays() {
    WeightedOrder order = new WeightedOrder(WEIGHTS, 3);
    int[] drawn = new int[WEIGHTS.length];
    for (int position = 0; position < 8000; position++) {
      drawn[order.at(position)]++;
    }
    for (int i = 0; i < WEIGHTS.length; i++) {
      // Three standard deviations of 8,000 draws are at most 134
      assertThat((double) drawn[i]).isCloseTo(1000 * WEIGHTS[i], within(WEIGHTS[i] > 0 ? 134. : 0));
    }
  }

  @Test
  void aDrawDependsOnItsPositionAndTheSeedAlone() {
    WeightedOrder order = new WeightedOrder(WEIGHTS, 3);
    WeightedOrder other = new WeightedOrder(WEIGHTS, 4);
    int[] forwards = new int[50];
    int differing = 0;
    for (int position = 0; position < 50; position++) {
      forwards[position] = order.at(position);
      differing += other.at(position) == forwards[position] ? 0 : 1;
    }
    for (int position = 49; position >= 0; position--) {
      assertThat(order.at(position)).isEqualTo(forwards[position]);
    }
    assertThat(differing).isPositive();
  }

  @Test
  void withoutAPositiveWeightThereIsNothingToDraw() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeightedOrder(new double[2], 3))
        .withMessage("2 weights sum to 0.0; at least one must be positive");
    assertThatIllegalArgumentException().isThrownBy(() -> new WeightedOrder(new double[0], 3));
  }
}
