package io.wood.method.irn;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.parameter.RefinementParameters.IrnLabels;
import io.wood.method.Goldens;
import io.wood.method.crf.CrfParameters;
import io.wood.method.crf.DenseCrf;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.parity.GoldenFile;
import io.wood.method.tensor.Argmax;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeedMasksTest {
  private static final List<Integer> KEYS = List.of(0, 1);

  private final GoldenFile golden = Goldens.open("g_crf");
  private final RgbImage image = new RgbImage(80, 60, golden.bytes("image"));
  private final ImagePlanes cams = new ImagePlanes(2, 60, 80, golden.floats("cams"));
  private final SeedMasks seeds = new SeedMasks(image, KEYS, cams, IrnLabels.PAPER);

  @Test
  void cleansTheSeedByTheDenseCrf() {
    LabelMap seed = Argmax.withBackground(KEYS, cams, .15);
    LabelMap cleaned = new DenseCrf(image, CrfParameters.PAPER).clean(List.of(seed), 3, 10).get(0);

    assertThat(seeds.cleaned(.15)).isEqualTo(cleaned).isNotEqualTo(seed);
  }

  @Test
  void givesEveryPositionTheLabelOfItsClass() {
    byte[] expected = seeds.cleaned(.15).labels().clone();
    for (int i = 0; i < expected.length; i++) {
      expected[i] = new byte[] {0, 7, 15}[expected[i]];
    }

    SeedMasks named = new SeedMasks(image, List.of(6, 14), cams, IrnLabels.PAPER);

    assertThat(named.cleaned(.15).labels()).isEqualTo(expected);
  }

  @Test
  void masksALargeImageOnASmallerCopy() {
    SeedMasks bounded = new SeedMasks(image, KEYS, cams, IrnLabels.PAPER, 2400);

    assertThat(same(bounded.cleaned(.15), seeds.cleaned(.15))).isBetween(3600L, 4799L);
    assertThat(same(bounded.adapted(.15), seeds.adapted(.15))).isBetween(3600L, 4799L);
  }

  private static long same(LabelMap one, LabelMap other) {
    assertThat(one.width()).isEqualTo(other.width());
    return IntStream.range(0, one.labels().length)
        .filter(i -> one.labels()[i] == other.labels()[i])
        .count();
  }
}
