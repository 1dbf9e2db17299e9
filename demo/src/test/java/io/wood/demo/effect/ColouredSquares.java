package io.wood.demo.effect;

import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Two classes that a small network learns in a few steps: red and blue squares on noise. */
final class ColouredSquares {
  private static final int SIDE = 48;

  private ColouredSquares() {}

  /** 12 training and 4 validation images, 12 candidates. */
  static EffectData data() {
    return new EffectData(List.of("red", "blue"), squares(0, 12), squares(100, 4), candidates());
  }

  /** A red or a blue square on noise. */
  private static List<EffectImage> squares(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> image(i, i % 2, Set.of(i % 2)))
        .toList();
  }

  /** The same colours without a label, as an archive would hold them. */
  private static List<EffectImage> candidates() {
    return IntStream.range(200, 212).mapToObj(i -> image(i, i % 2, Set.of())).toList();
  }

  private static EffectImage image(int number, int colour, Set<Integer> labels) {
    SplittableRandom random = new SplittableRandom(number);
    byte[] bytes = new byte[3 * SIDE * SIDE];
    byte[] mask = new byte[SIDE * SIDE];
    for (int i = 0; i < mask.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE;
      boolean inside = x > 12 && x < 36 && y > 12 && y < 36;
      mask[i] = (byte) (inside ? colour + 1 : 0);
      for (int channel = 0; channel < 3; channel++) {
        boolean bright = inside && channel == 2 * colour;
        bytes[3 * i + channel] = (byte) (random.nextInt(60) + (bright ? 190 : 60));
      }
    }
    return new EffectImage(
        "%064x".formatted(number),
        labels,
        new RgbImage(SIDE, SIDE, bytes),
        Optional.of(new LabelMap(SIDE, SIDE, mask)));
  }
}
