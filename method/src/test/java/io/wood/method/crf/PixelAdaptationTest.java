package io.wood.method.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wood.method.image.RgbImage;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PixelAdaptationTest {
  private static final int HEIGHT = 9;
  private static final int WIDTH = 11;

  /** Printed by an independent NumPy version for the same picture and maps. */
  private static final float[] ROW_OF_FIRST = {
    .007325f, .014383f, .034102f, .058394f, .076527f, .10319f, .032594f, .014127f, .002833f,
    .004466f, .002041f
  };

  private static final float[] ROW_OF_SECOND = {
    .05209f, .08728f, .164946f, .219657f, .257958f, .297127f, .459046f, .40258f, .565648f, .525925f,
    .582267f
  };

  private static RgbImage picture() {
    byte[] bytes = new byte[3 * HEIGHT * WIDTH];
    for (int i = 0; i < HEIGHT * WIDTH; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH;
      bytes[3 * i] = (byte) ((x * x * 7 + y * 13) % 251);
      bytes[3 * i + 1] = (byte) ((x * 29 + y * y * 5) % 241);
      bytes[3 * i + 2] = (byte) ((x * y * 3 + 17 * x) % 239);
    }
    return new RgbImage(WIDTH, HEIGHT, bytes);
  }

  private static float[] row(ImagePlanes planes, int channel, int y) {
    int start = (channel * HEIGHT + y) * WIDTH;
    return Arrays.copyOfRange(planes.values(), start, start + WIDTH);
  }

  @Test
  void givesTheNumbersOfASecondImplementation() {
    ImagePlanes maps = new ImagePlanes(2, HEIGHT, WIDTH);
    for (int i = 0; i < HEIGHT * WIDTH; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH;
      maps.values()[i] = x >= 3 && x < 8 && y >= 2 && y < 7 ? 1 : 0;
      maps.values()[HEIGHT * WIDTH + i] = (x + y) / 18f;
    }

    ImagePlanes refined = new PixelAdaptation(picture()).refine(maps);

    assertThat(row(refined, 0, 4)).containsExactly(ROW_OF_FIRST, within(1e-5f));
    assertThat(row(refined, 1, 2)).containsExactly(ROW_OF_SECOND, within(1e-5f));
  }

  @Test
  void leavesAConstantMapAsItIs() {
    ImagePlanes maps = new ImagePlanes(1, HEIGHT, WIDTH);
    Arrays.fill(maps.values(), .4f);
    for (float value : new PixelAdaptation(picture()).refine(maps).values()) {
      assertThat(value).isCloseTo(.4f, within(1e-5f));
    }
  }
}
