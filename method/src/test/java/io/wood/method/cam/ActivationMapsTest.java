package io.wood.method.cam;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.parameter.CamGeometry;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ActivationMapsTest {
  private static final int HEIGHT = 375;
  private static final int WIDTH = 500;
  private static final int STRIDE = 16;
  private static final List<Double> SCALES = List.of(1.0, .5, 1.5, 2.0);
  private static final List<Integer> KEYS = List.of(3, 7);

  /** Two classes of a photograph at four scales, active in a third of the cells. */
  private static CamSum photograph() {
    Random random = new Random(11);
    CamSum sum = new CamSum(KEYS.size(), new CamFrame(HEIGHT, WIDTH, STRIDE, CamGeometry.MEASURED));
    for (double scale : SCALES) {
      int height = (int) Math.rint(HEIGHT * scale);
      int width = (int) Math.rint(WIDTH * scale);
      ImagePlanes maps =
          new ImagePlanes(KEYS.size(), (height - 1) / STRIDE + 1, (width - 1) / STRIDE + 1);
      for (int i = 0; i < maps.values().length; i++) {
        maps.values()[i] = Math.max(0, random.nextFloat() - .67f);
      }
      sum.add(new ScaleMaps(maps, height, width));
    }
    return sum;
  }

  @Test
  void aFileOfTheNetworksCellsIsATenthOfOneOfEnlargedMapsAtMost() {
    ActivationMaps maps = photograph().normalised(KEYS);
    ActivationMaps enlarged = new ActivationMaps(KEYS, maps.strided(), maps.highResolution());

    byte[] cells = maps.toNpz();
    byte[] pixels = enlarged.toNpz();

    // 24·32, 12·16, 36·47 and 47·63 cells of both classes, 4 bytes each, are 45 KB before they are
    // compressed; the enlarged maps, 375·500 and 94·125, are 1.6 MB.
    assertThat(cells).hasSizeLessThan(46_000);
    assertThat(pixels).hasSizeGreaterThan(10 * cells.length);
    ActivationMaps read = ActivationMaps.fromNpz(cells);
    assertThat(read.highResolution().values()).isEqualTo(maps.highResolution().values());
    assertThat(ActivationMaps.fromNpz(pixels).highResolution().values())
        .isEqualTo(maps.highResolution().values());
  }
}
