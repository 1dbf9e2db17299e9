package io.wood.method.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wood.method.tensor.ImagePlanes;
import org.junit.jupiter.api.Test;

class ObjectRegionTest {
  /** Cells of an image of 500 × 300 pixels: four pixels each. */
  private static final int ROWS = 75;

  private static final int COLUMNS = 125;

  @Test
  void isDilatedBy32PixelsAndFadesOver8() {
    ImagePlanes weights = region(maps(1, 30, 60)).weights(COLUMNS, ROWS);

    assertThat(weights.at(0, 30, 60)).isEqualTo(1);
    for (int[] way : new int[][] {{0, 1}, {0, -1}, {1, 0}, {-1, 0}}) {
      assertThat(weights.at(0, 30 + 8 * way[0], 60 + 8 * way[1])).isEqualTo(1);
      assertThat(weights.at(0, 30 + 9 * way[0], 60 + 9 * way[1])).isEqualTo(.5f);
      assertThat(weights.at(0, 30 + 10 * way[0], 60 + 10 * way[1])).isZero();
    }
    // Euclidean: six cells in each direction are 8.485 away
    assertThat(weights.at(0, 36, 54)).isCloseTo(.757f, within(1e-3f));
    assertThat(weights.at(0, 37, 68)).isZero();
    assertThat(weights.at(0, 0, 0)).isZero();
  }

  @Test
  void isInterpolatedBetweenTheMiddlesOfItsCells() {
    ImagePlanes weights = region(maps(1, 30, 60)).weights(500, ROWS);

    // The middle of cell 69 lies between pixels 277 and 278, that of cell 68 four pixels before
    assertThat(weights.at(0, 30, 277) + weights.at(0, 30, 278)).isCloseTo(1, within(1e-5f));
    assertThat(weights.at(0, 30, 273)).isEqualTo(1);
    assertThat(weights.at(0, 30, 275)).isCloseTo(.8125f, within(1e-5f));
    assertThat(weights.at(0, 30, 282)).isZero();
  }

  @Test
  void holdsTheObjectsOfAllClassesAboveTheThreshold() {
    ImagePlanes maps = new ImagePlanes(2, ROWS, COLUMNS);
    maps.values()[10 * COLUMNS + 20] = .31f;
    maps.values()[ROWS * COLUMNS + 60 * COLUMNS + 100] = 1;
    maps.values()[40 * COLUMNS + 60] = .3f;
    ImagePlanes weights = region(maps).weights(COLUMNS, ROWS);

    assertThat(weights.at(0, 10, 20)).isEqualTo(1);
    assertThat(weights.at(0, 60, 100)).isEqualTo(1);
    assertThat(weights.at(0, 40, 60)).isZero();
  }

  @Test
  void isInProportionToTheImage() {
    // 1,000 × 600 pixels have the cells of 500 × 300, and maps of twice as many
    ImagePlanes fine = maps(1, 30, 60).resized(2 * ROWS, 2 * COLUMNS);
    ObjectRegion large = ObjectRegion.of(fine, 1000, 600).orElseThrow();

    assertThat(large.weights(COLUMNS, ROWS).at(0, 30, 68)).isEqualTo(1);
    assertThat(large.weights(COLUMNS, ROWS).at(0, 30, 70)).isZero();
    // The middle of cell 68 lies between pixels 547 and 548, that of cell 70 sixteen pixels after
    assertThat(large.weights(1000, ROWS).at(0, 30, 547)).isEqualTo(1);
    assertThat(large.weights(1000, ROWS).at(0, 30, 564)).isZero();
  }

  @Test
  void thereIsNoneWithoutAnObject() {
    assertThat(ObjectRegion.of(new ImagePlanes(1, 6, 6), 24, 24)).isEmpty();
    assertThat(ObjectRegion.of(new ImagePlanes(0, 6, 6), 24, 24)).isEmpty();
  }

  @Test
  void isTheSameAfterItWasStored() {
    ObjectRegion region = region(maps(1, 74, 124));
    ObjectRegion stored = ObjectRegion.stored(region.toBytes());

    assertThat(stored.weights(50, 30).values()).containsExactly(region.weights(50, 30).values());
    assertThat(region.toBytes()).hasSizeLessThan(1300);
  }

  private static ObjectRegion region(ImagePlanes maps) {
    return ObjectRegion.of(maps, 500, 300).orElseThrow();
  }

  private static ImagePlanes maps(float value, int row, int column) {
    ImagePlanes maps = new ImagePlanes(1, ROWS, COLUMNS);
    maps.values()[row * COLUMNS + column] = value;
    return maps;
  }
}
