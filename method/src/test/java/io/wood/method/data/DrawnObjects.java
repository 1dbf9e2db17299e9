package io.wood.method.data;

import io.wood.method.image.RgbImage;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Drawn scenes of {@value #SIDE} pixels: a small square, red in class 0 and blue in class 1, on
 * noise that says nothing about the class; OoDs are brighter noise alone.
 *
 * @param size number of images
 * @param objects whether they show one
 */
public record DrawnObjects(int size, boolean objects) implements ImageSource {
  public static final int SIDE = 64;

  private static final int OBJECT = 14;
  private static final int[] COLOURS = {0xe01010, 0x1010e0};

  /** Scenes with the class of their object. */
  public static LabelledImages scenes(int count) {
    List<Set<Integer>> labels = IntStream.range(0, count).mapToObj(i -> Set.of(i % 2)).toList();
    return new LabelledImages(new DrawnObjects(count, true), labels);
  }

  /** Noise. */
  public static ImageSource grounds(int count) {
    return new DrawnObjects(count, false);
  }

  @Override
  public String id(int index) {
    return "%064x".formatted(index + (objects ? 0 : 1000));
  }

  @Override
  public RgbImage load(int index) {
    SplittableRandom random = new SplittableRandom(objects ? index : -1 - index);
    int left = random.nextInt(SIDE - OBJECT);
    int top = random.nextInt(SIDE - OBJECT);
    byte[] bytes = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < bytes.length; i++) {
      int x = i / 3 % SIDE - left;
      int y = i / 3 / SIDE - top;
      boolean inside = objects && x >= 0 && x < OBJECT && y >= 0 && y < OBJECT;
      int ground = random.nextInt(60, 120) + (objects ? 0 : 60);
      bytes[i] = (byte) (inside ? COLOURS[index % 2] >> (16 - 8 * (i % 3)) : ground);
    }
    return new RgbImage(SIDE, SIDE, bytes);
  }
}
