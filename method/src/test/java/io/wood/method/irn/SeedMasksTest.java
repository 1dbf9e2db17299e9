package io.wood.method.irn;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.parameter.RefinementParameters.IrnLabels;
import io.wood.method.Goldens;
import io.wood.method.crf.CrfParameters;
import io.wood.method.crf.DenseCrf;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.LabelMap;
import io.wood.method.image.NearestResize;
import io.wood.method.image.RgbImage;
import io.wood.method.parity.GoldenFile;
import io.wood.method.tensor.Argmax;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
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
  void theScalesOfTheCrfFollowTheLongSide() {
    // Given 80 x 60 pixels where 3 and 50 pixels are meant for a long side of 160
    LabelMap half = cleaned(image, cams, .5);

    assertThat(crfOf(160, image, cams).cleaned(.15)).isEqualTo(half);
    assertThat(crfOf(80, image, cams).cleaned(.15)).isEqualTo(seeds.cleaned(.15));
    assertThat(half).isNotEqualTo(seeds.cleaned(.15));

    // and 80 x 40 pixels upright, whose long side is its height
    RgbImage upright = new RgbImage(40, 80, Arrays.copyOf(image.bytes(), 3 * 40 * 80));
    ImagePlanes maps = cams.resized(80, 40);
    assertThat(crfOf(160, upright, maps).cleaned(.15))
        .isEqualTo(cleaned(upright, maps, .5))
        .isNotEqualTo(cleaned(upright, maps, .25));
  }

  @Test
  void theScalesOfTheCrfFollowTheSmallerCopyOfALargeImage() {
    // Given a quarter of the pixels: 40 x 30, and 3 and 50 pixels for 80
    RgbImage smaller = BicubicResize.atMost(image, 1200);
    LabelMap cleaned = cleaned(smaller, cams.resized(30, 40), .5);

    SeedMasks bounded = new SeedMasks(image, KEYS, cams, new IrnLabels(.30, .15, 10, 80), 1200);

    assertThat(bounded.cleaned(.15)).isEqualTo(NearestResize.resize(cleaned, 80, 60));
  }

  private static SeedMasks crfOf(int side, RgbImage image, ImagePlanes cams) {
    return new SeedMasks(image, KEYS, cams, new IrnLabels(.30, .15, 10, side));
  }

  /** The seed after a CRF whose distances are times a factor. */
  private static LabelMap cleaned(RgbImage image, ImagePlanes cams, double factor) {
    CrfParameters paper = CrfParameters.PAPER;
    CrfParameters scaled = new CrfParameters(3 * factor, 3, 50 * factor, 5, 10, .7);
    assertThat(paper.scaled(factor)).isEqualTo(scaled);
    return new DenseCrf(image, scaled)
        .clean(List.of(Argmax.withBackground(KEYS, cams, .15)), 3, 10)
        .get(0);
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
