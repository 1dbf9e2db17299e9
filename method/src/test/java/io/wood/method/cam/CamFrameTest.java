package io.wood.method.cam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wood.contracts.parameter.CamGeometry;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CamFrameTest {
  private static final int[] STRIDES = {8, 16};
  private static final double[] SCALES = {.5, 1, 1.5, 2};
  private static final int[] SIDES = {112, 120, 137, 375, 500};

  /** A map of an image at a scale, 1 in one cell and 0 elsewhere. */
  private static ScaleMaps single(int side, double scale, int stride, int cell) {
    int scaled = (int) Math.rint(side * scale);
    return single(scaled, scaled, stride, cell, cell);
  }

  /**
   * 1 in one cell and 0 elsewhere.
   *
   * @param height rows of the scaled image, pixels
   * @param width columns of the scaled image, pixels
   * @param row of the cell, from the end if it is negative
   * @param column of the cell, from the end if it is negative
   */
  private static ScaleMaps single(int height, int width, int stride, int row, int column) {
    int rows = (height - 1) / stride + 1;
    int columns = (width - 1) / stride + 1;
    ImagePlanes maps = new ImagePlanes(1, rows, columns);
    maps.values()[Math.floorMod(row, rows) * columns + Math.floorMod(column, columns)] = 1;
    return new ScaleMaps(maps, height, width);
  }

  private static int peak(ImagePlanes planes) {
    int best = 0;
    for (int i = 0; i < planes.values().length; i++) {
      best = planes.values()[i] > planes.values()[best] ? i : best;
    }
    return best;
  }

  @Test
  void aSingleOneInTheLastCellPeaksInTheLastCellOfTheImage() {
    for (int stride : STRIDES) {
      for (double scale : SCALES) {
        for (int side : SIDES) {
          CamSum sum = new CamSum(1, new CamFrame(side, side, stride, CamGeometry.MEASURED));
          sum.add(single(side, scale, stride, -1));
          ActivationMaps maps = sum.normalised(List.of(0));
          double cell = stride / scale;
          for (ImagePlanes planes : List.of(maps.strided(), maps.highResolution())) {
            double pixels = (double) side / planes.width();
            int peak = peak(planes);
            String what = "stride %d, scale %s, side %d".formatted(stride, scale, side);
            assertThat((peak % planes.width() + 1) * pixels).as(what).isGreaterThan(side - cell);
            assertThat((peak / planes.width() + 1) * pixels).as(what).isGreaterThan(side - cell);
            assertThat(planes.at(0, planes.height() - 1, planes.width() - 1)).isGreaterThan(.99f);
          }
        }
      }
    }
  }

  @Test
  void aCellLiesAroundThePixelsThatTheNetworkSeesInIt() {
    CamFrame frame = new CamFrame(120, 120, 8, CamGeometry.MEASURED);
    ImagePlanes high = frame.high(single(120, 1, 8, 7));
    // In rows the cell's middle is pixel 8·7; in columns the mirror image moves it by 7/2.
    assertThat(peak(high) / 120).isEqualTo(56);
    assertThat(peak(high) % 120).isIn(59, 60);
  }

  @Test
  void theReferencesGeometryStretchesSixteenPixelsACell() {
    CamFrame frame = new CamFrame(120, 120, 8, CamGeometry.REFERENCE);
    assertThat(frame.high(single(120, 1, 8, -1)).at(0, 119, 119)).isBetween(.2f, .3f);
  }

  /** Rows and columns of the middles of the two cells below, where maps are 1, in pixels. */
  @ParameterizedTest
  @CsvSource({
    // An image of 96 rows and 200 columns at scale 1. Rows: 8·2, 8·9, 16·2, 16·4. Columns: the
    // mirror image lies 199 mod 8 = 7 or 199 mod 16 = 7 pixels to the right, the middle 3.5.
    "8, 96, 200, 2, 20, 16, 163.5",
    "8, 96, 200, 9, 3, 72, 27.5",
    "16, 96, 200, 2, 10, 32, 163.5",
    "16, 96, 200, 4, 1, 64, 19.5",
    // At twice its size a cell covers 4 or 8 pixels and pixel p is 2·p + .5 of the scaled image,
    // whose 400 columns have 399 mod 8 = 7 and 399 mod 16 = 15.
    "8, 192, 400, 4, 40, 15.75, 161.5",
    "16, 192, 400, 4, 20, 31.75, 163.5"
  })
  void rowsAndColumnsOfAnOblongImageAreNotExchanged(
      int stride, int height, int width, int row, int column, double y, double x) {
    CamFrame frame = new CamFrame(96, 200, stride, CamGeometry.MEASURED);
    CamSum sum = new CamSum(1, frame);
    sum.add(single(height, width, stride, row, column));
    ImagePlanes high = sum.normalised(List.of(0)).highResolution();
    ImagePlanes strided = sum.strided();

    assertThat(List.of(high.height(), high.width())).containsExactly(96, 200);
    assertThat(List.of(strided.height(), strided.width())).containsExactly(24, 50);
    // The mean of a bilinear cell is its middle; cell c of the walk has the middle 4·c + 1.5.
    assertThat(meanRow(high)).isCloseTo(y, within(.01));
    assertThat(meanColumn(high)).isCloseTo(x, within(.01));
    assertThat(4 * meanRow(strided) + 1.5).isCloseTo(y, within(.01));
    assertThat(4 * meanColumn(strided) + 1.5).isCloseTo(x, within(.01));
  }

  private static double meanRow(ImagePlanes planes) {
    return mean(planes, i -> i / planes.width());
  }

  private static double meanColumn(ImagePlanes planes) {
    return mean(planes, i -> i % planes.width());
  }

  private static double mean(ImagePlanes planes, IntUnaryOperator place) {
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < planes.values().length; i++) {
      sum += planes.values()[i];
      weighted += planes.values()[i] * place.applyAsInt(i);
    }
    return weighted / sum;
  }

  @Test
  void theReferencesGeometryStretchesTheRowsAndColumnsOfAnOblongImage() {
    CamFrame frame = new CamFrame(96, 200, 16, CamGeometry.REFERENCE);
    ScaleMaps maps = single(96, 200, 16, 2, 10);
    // 6 rows and 13 columns of 16 pixels: the middle of cell i is pixel 16·i + 7.5.
    assertThat(meanRow(frame.high(maps))).isCloseTo(39.5, within(.01));
    assertThat(meanColumn(frame.high(maps))).isCloseTo(167.5, within(.01));
    // 24 rows for 6 cells and 50 columns for 13.
    assertThat(meanRow(frame.strided(maps))).isCloseTo(2.5 * 4 - .5, within(.01));
    assertThat(meanColumn(frame.strided(maps))).isCloseTo(10.5 * 50 / 13 - .5, within(.1));
  }
}
