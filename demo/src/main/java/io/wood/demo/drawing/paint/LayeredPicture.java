package io.wood.demo.drawing.paint;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A picture in progress: colours, and for each fine pixel the visible class. An object sets the
 * class of its pixels; a later layer in front of it resets them.
 */
public final class LayeredPicture {
  private final int width;
  private final int height;
  private final Random random;
  private final BufferedImage paint;
  private final byte[] seen;

  public LayeredPicture(int width, int height, Random random) {
    this.width = width;
    this.height = height;
    this.random = random;
    this.paint = layer();
    this.seen = new byte[paint.getWidth() * paint.getHeight()];
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Paints on the existing pixels without changing their classes. */
  public <T> T background(Function<Brush, T> painting) {
    return painting.apply(new Brush(paint, random));
  }

  /** Paints on a new layer, puts it over the rest and sets its pixels' class to {@code value}. */
  public void over(int value, Consumer<Brush> painting) {
    BufferedImage layer = layer();
    painting.accept(new Brush(layer, random));
    int[] top = pixels(layer);
    int[] below = pixels(paint);
    for (int i = 0; i < top.length; i++) {
      int alpha = top[i] >>> 24;
      if (alpha == 0) {
        continue;
      }
      below[i] = blend(below[i], top[i], alpha);
      if (alpha > 127) {
        seen[i] = (byte) value;
      }
    }
  }

  private BufferedImage layer() {
    return new BufferedImage(
        width * Brush.FINENESS, height * Brush.FINENESS, BufferedImage.TYPE_INT_ARGB);
  }

  private static int[] pixels(BufferedImage image) {
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  private static int blend(int below, int above, int alpha) {
    int mixed = 0xFF000000;
    for (int shift = 0; shift <= 16; shift += 8) {
      int a = above >> shift & 255;
      int b = below >> shift & 255;
      mixed |= ((a * alpha + b * (255 - alpha) + 127) / 255) << shift;
    }
    return mixed;
  }

  /** Averages the fine pixels: red, green, blue of each picture pixel, 0..255. */
  float[] reduced() {
    int[] fine = pixels(paint);
    int columns = paint.getWidth();
    float[] result = new float[width * height * 3];
    for (int y = 0; y < paint.getHeight(); y++) {
      for (int x = 0; x < columns; x++) {
        int pixel = fine[y * columns + x];
        int at = (y / Brush.FINENESS * width + x / Brush.FINENESS) * 3;
        result[at] += pixel >> 16 & 255;
        result[at + 1] += pixel >> 8 & 255;
        result[at + 2] += pixel & 255;
      }
    }
    for (int i = 0; i < result.length; i++) {
      result[i] /= Brush.FINENESS * Brush.FINENESS;
    }
    return result;
  }

  /** The class that most fine pixels of each picture pixel show; an object wins a tie. */
  public byte[] mask() {
    byte[] mask = new byte[width * height];
    int columns = paint.getWidth();
    int[] votes = new int[256];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        Arrays.fill(votes, 0);
        int best = 0;
        for (int i = 0; i < Brush.FINENESS * Brush.FINENESS; i++) {
          int row = y * Brush.FINENESS + i / Brush.FINENESS;
          int value = seen[row * columns + x * Brush.FINENESS + i % Brush.FINENESS] & 255;
          votes[value]++;
          if (votes[value] > votes[best] || (votes[value] == votes[best] && best == 0)) {
            best = value;
          }
        }
        mask[y * width + x] = (byte) best;
      }
    }
    return mask;
  }
}
