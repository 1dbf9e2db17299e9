package io.wood.method.cam;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.parameter.CamGeometry;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;
import org.junit.jupiter.api.Test;

class CamFrameTest {
  private static final int[] STRIDES = {8, 16};
  private static final double[] SCALES = {.5, 1, 1.5, 2};
  private static final int[] SIDES = {112, 120, 137, 375, 500};

  /** A map of an image at a scale, 1 in one cell and 0 elsewhere. */
  private static ScaleMaps single(int side, double scale, int stride, int cell) {
    int scaled = (int) Math.rint(side * scale);
    int cells = (scaled - 1) / stride + 1;
    ImagePlanes maps = new ImagePlanes(1, cells, cells);
    int at = Math.floorMod(cell, cells);
    maps.values()[at * cells + at] = 1;
    return new ScaleMaps(maps, scaled, scaled);
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
}
