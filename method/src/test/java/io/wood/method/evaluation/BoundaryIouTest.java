package io.wood.method.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.method.image.LabelMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoundaryIouTest {
  private static final int SIDE = 7;

  @Test
  void countsThePixelsNearTheOutlines() {
    // 7 × 7, so d = 1. Truth: the square of side 5 at (1, 1), an outline of 16 pixels; mask: the
    // same moved by one column. Upper and lower edges share x = 2 to 5, the sides nothing else: 8.
    // Union 16 + 16 - 8 = 24.
    BoundaryIou boundary = new BoundaryIou(2);

    boundary.add(square(1, 1, 5), square(2, 1, 5));

    assertThat(boundary.scores().classes().get(1)).isEqualTo(8 / 24.0);
  }

  @Test
  void isOneForAPerfectMaskAlsoBesideIgnoredPixels() {
    LabelMap truth = square(1, 1, 3);
    truth.labels()[SIDE + 4] = (byte) 255;
    LabelMap mask = square(1, 1, 3);
    mask.labels()[SIDE + 4] = 1;
    BoundaryIou boundary = new BoundaryIou(2);

    boundary.add(truth, mask);

    assertThat(boundary.scores()).isEqualTo(new BoundaryIou.Scores(1, java.util.List.of(1.0, 1.0)));
  }

  @Test
  void takesTheFrameOfTheImageForAnOutline() {
    boolean[] outline = BoundaryIou.outline(new byte[SIDE * SIDE], SIDE, 2);

    for (int i = 0; i < outline.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE;
      assertThat(outline[i]).isEqualTo(x < 2 || x > 4 || y < 2 || y > 4);
    }
  }

  @Test
  void findsOutlinesAsErosionDoes() {
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      int width = 1 + random.nextInt(12);
      int height = 1 + random.nextInt(12);
      byte[] labels = new byte[width * height];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = (byte) (random.nextInt(8) / 6);
      }
      int distance = 1 + random.nextInt(2);
      boolean[] outline = BoundaryIou.outline(labels, width, distance);
      for (int i = 0; i < labels.length; i++) {
        assertThat(outline[i]).isEqualTo(touches(labels, width, height, i, distance));
      }
    }
  }

  @Test
  void takesTwoPercentOfTheDiagonal() {
    assertThat(BoundaryIou.distance(500, 375)).isEqualTo(12);
    assertThat(BoundaryIou.distance(10, 10)).isEqualTo(1);
  }

  private static boolean touches(byte[] labels, int width, int height, int pixel, int distance) {
    for (int dy = -distance; dy <= distance; dy++) {
      for (int dx = -distance; dx <= distance; dx++) {
        int x = pixel % width + dx;
        int y = pixel / width + dy;
        boolean inside = x >= 0 && x < width && y >= 0 && y < height;
        if (!inside || labels[y * width + x] != labels[pixel]) {
          return true;
        }
      }
    }
    return false;
  }

  private static LabelMap square(int left, int top, int side) {
    byte[] labels = new byte[SIDE * SIDE];
    for (int i = 0; i < labels.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE;
      labels[i] = (byte) (x >= left && x < left + side && y >= top && y < top + side ? 1 : 0);
    }
    return new LabelMap(SIDE, SIDE, labels);
  }
}
