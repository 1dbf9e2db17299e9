package io.wood.method.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {
  private static final int DRAWS = 16;

  /** All draws of all generators, of which no two must be in the same state at any time. */
  private final Set<Long> drawn = new HashSet<>();

  private int count;

  private void draw(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < DRAWS; i++, count++) {
      drawn.add(random.nextLong());
    }
  }

  @Test
  void neighbouringSeedsKindsAndPositionsShareNoDraw() {
    for (long seed = -1; seed < 4; seed++) {
      for (long kind = 1; kind <= 16; kind++) {
        draw(RandomStreams.mix(seed, kind));
        for (long position = 0; position < 40; position++) {
          draw(RandomStreams.mix(seed, kind, position));
        }
      }
    }
    assertThat(drawn).hasSize(count);
  }

  @Test
  void everyPurposeHasANumberOfItsOwn() throws IllegalAccessException {
    // Given the second source of a plan, which has no name
    List<Long> numbers = new ArrayList<>(List.of(RandomStreams.FIRST_SOURCE + 1));
    for (Field field : RandomStreams.class.getDeclaredFields()) {
      if (!Modifier.isPrivate(field.getModifiers()) && field.getType() == long.class) {
        numbers.add(field.getLong(null));
      }
    }
    assertThat(numbers).hasSizeGreaterThan(12).doesNotHaveDuplicates();
  }

  @Test
  void neighbouringSeedsAndEpochsHaveOrdersOfTheirOwn() {
    Set<List<Integer>> orders = new HashSet<>();
    for (long seed = 0; seed < 6; seed++) {
      EpochOrder order = new EpochOrder(20, seed);
      for (int epoch = 0; epoch < 6; epoch++) {
        orders.add(IntStream.range(20 * epoch, 20 * (epoch + 1)).mapToObj(order::at).toList());
      }
    }
    assertThat(orders).hasSize(36);
  }
}
