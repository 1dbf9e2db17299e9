package io.wood.method.data;

import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Small drawn scenes: class 0 is a red square on green ground, class 1 a blue one on yellow ground;
 * OoDs are the grounds alone.
 */
public final class DrawnImages implements ImageSource {
  private static final int SIDE = 24;
  private static final int[] OBJECT = {0xd02020, 0x2020d0};
  private static final int[] GROUND = {0x208020, 0xb0b020};

  private final int count;
  private final boolean objects;
  private final Set<Integer> broken;
  private final boolean unpunctual;
  private final boolean reversed;

  private DrawnImages(
      int count, boolean objects, Set<Integer> broken, boolean unpunctual, boolean reversed) {
    this.count = count;
    this.objects = objects;
    this.broken = broken;
    this.unpunctual = unpunctual;
    this.reversed = reversed;
  }

  public static DrawnImages scenes(int count) {
    return new DrawnImages(count, true, Set.of(), false, false);
  }

  public static DrawnImages grounds(int count) {
    return new DrawnImages(count, false, Set.of(), false, false);
  }

  /** The same images, some of which cannot be read. */
  public DrawnImages broken(Integer... indices) {
    return new DrawnImages(count, objects, Set.of(indices), unpunctual, reversed);
  }

  /** The same images, loaded in irregular time. */
  public DrawnImages unpunctual() {
    return new DrawnImages(count, objects, broken, true, reversed);
  }

  /** The same images, last one first. */
  public DrawnImages reversed() {
    return new DrawnImages(count, objects, broken, unpunctual, true);
  }

  public LabelledImages labelled() {
    List<Set<Integer>> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      labels.add(Set.of(i % 2));
    }
    return new LabelledImages(this, labels);
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public String id(int index) {
    return "%064x".formatted(place(index) + (objects ? 0 : 1000));
  }

  @Override
  public RgbImage load(int index) throws UnusableImageException {
    if (broken.contains(index)) {
      throw new UnusableImageException("image " + index + " is cut short");
    }
    if (unpunctual) {
      pause(index);
    }
    return draw(place(index));
  }

  private int place(int index) {
    return reversed ? count - 1 - index : index;
  }

  private static void pause(int index) {
    try {
      Thread.sleep(index % 3);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private RgbImage draw(int index) {
    SplittableRandom random = new SplittableRandom(index);
    int kind = index % 2;
    int left = random.nextInt(SIDE - 10);
    int top = random.nextInt(SIDE - 10);
    byte[] bytes = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int x = i % SIDE - left;
      int y = i / SIDE - top;
      boolean inside = objects && x >= 0 && x < 10 && y >= 0 && y < 10;
      int colour = inside ? OBJECT[kind] : GROUND[kind];
      for (int channel = 0; channel < 3; channel++) {
        int value = (colour >> (16 - 8 * channel) & 0xff) + random.nextInt(-20, 21);
        bytes[3 * i + channel] = (byte) Math.max(0, Math.min(255, value));
      }
    }
    return new RgbImage(SIDE, SIDE, bytes);
  }
}
