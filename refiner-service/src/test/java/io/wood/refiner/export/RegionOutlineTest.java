package io.wood.refiner.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.wood.method.image.LabelMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegionOutlineTest {
  private static final int WIDTH = 13;
  private static final int HEIGHT = 9;

  private static LabelMap map(String... rows) {
    byte[] labels = new byte[rows.length * rows[0].length()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (rows[i / rows[0].length()].charAt(i % rows[0].length()) - '0');
    }
    return new LabelMap(rows[0].length(), rows.length, labels);
  }

  @Test
  void aRectangleHasFourCorners() {
    assertThat(RegionOutline.of(map("0000", "0110", "0110"), 1))
        .containsExactly(List.of(1, 1, 3, 1, 3, 3, 1, 3));
  }

  @Test
  void pixelsThatTouchAtACornerAreTwoPolygons() {
    assertThat(RegionOutline.of(map("10", "01"), 1)).hasSize(2);
  }

  @Test
  void aHoleIsJoinedToTheOutline() {
    assertThat(RegionOutline.of(map("111", "101", "111"), 1))
        .singleElement()
        .asInstanceOf(LIST)
        .startsWith(0, 0, 3, 0, 3, 3, 0, 3, 0, 0)
        .hasSize(20);
  }

  /**
   * A reader of its own: a pixel is inside when a ray from its centre crosses edges oddly often.
   */
  @Test
  void countingCrossingsGivesBackThePixels() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      byte[] labels = new byte[WIDTH * HEIGHT];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = (byte) (random.nextInt(10) < 2 + round % 7 ? 2 : random.nextInt(2));
      }
      LabelMap mask = new LabelMap(WIDTH, HEIGHT, labels);
      List<List<Integer>> polygons = RegionOutline.of(mask, 2);
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          int holding = 0;
          for (List<Integer> polygon : polygons) {
            holding += contains(polygon, x + .5, y + .5) ? 1 : 0;
          }
          assertThat(holding).isEqualTo(mask.at(x, y) == 2 ? 1 : 0);
        }
      }
    }
  }

  private static boolean contains(List<Integer> polygon, double x, double y) {
    boolean inside = false;
    int points = polygon.size() / 2;
    for (int i = 0; i < points; i++) {
      double x1 = polygon.get(2 * i);
      double y1 = polygon.get(2 * i + 1);
      double x2 = polygon.get((2 * i + 2) % polygon.size());
      double y2 = polygon.get((2 * i + 3) % polygon.size());
      boolean crosses = (y1 > y) != (y2 > y);
      if (crosses && x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)) {
        inside = !inside;
      }
    }
    return inside;
  }
}
