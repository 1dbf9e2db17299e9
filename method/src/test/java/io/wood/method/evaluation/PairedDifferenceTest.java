package io.wood.method.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
  @Test
  void isTheMeanOverSeedsWithAnIntervalOfTheReplicates() {
    // Replicate b of one seed differs by b/1000: percentiles 2.5 and 97.5 are at 24.975 and
    // 974.025.
    PairedDifference difference =
        PairedDifference.of(resampled(.6, 1 / 1000.0), new Resampled(.5, zeros(), null));

    assertThat(difference.difference()).isCloseTo(.1, within(1e-12));
    assertThat(difference.low()).isCloseTo(.024975, within(1e-9));
    assertThat(difference.high()).isCloseTo(.974025, within(1e-9));
    assertThat(difference.seeds()).isEqualTo(1);
  }

  @Test
  void comparesEqualSetsAsEqualHoweverTheyVary() {
    PairedDifference difference = PairedDifference.of(resampled(.6, .001), resampled(.6, .001));

    assertThat(difference).isEqualTo(new PairedDifference(0, 0, 0, 1));
  }

  @Test
  void resamplesSeedsAsWell() {
    // Two seeds that differ by 0 and by 1, whatever the images: the mean of two draws is 0, 1/2, 1.
    PairedDifference difference =
        PairedDifference.of(
            List.of(resampled(.5, 0), resampled(1.5, 0)),
            List.of(resampled(.5, 0), resampled(.5, 0)));

    assertThat(difference).isEqualTo(new PairedDifference(.5, 0, 1, 2));
  }

  @Test
  void refusesWhatIsNoPair() {
    assertThatThrownBy(() -> PairedDifference.of(List.of(resampled(1, 0)), List.of()))
        .hasMessageContaining("1 figures and 0 references");
  }

  @Test
  void refusesFiguresOfOtherImages() {
    Resampled two = mean("a", "b");

    assertThat(PairedDifference.of(two, mean("b", "a")).difference()).isZero();
    assertThat(two.isPairOf(resampled(1, 0))).as("an older figure").isTrue();
    assertThatThrownBy(() -> PairedDifference.of(two, mean("a", "c")))
        .hasMessageContaining("other images");
    assertThatThrownBy(() -> PairedDifference.of(mean("a"), mean("a", "a")))
        .hasMessageContaining("other images");
    assertThatThrownBy(
            () -> PairedDifference.of(List.of(two, mean("a", "c")), List.of(two, mean("a", "c"))))
        .hasMessageContaining("pair 2");
    assertThatThrownBy(() -> PairedDifference.of(two, new Resampled(1, List.of(1.), two.images())))
        .hasMessageContaining("1 replicates");
  }

  private static Resampled mean(String... images) {
    ImageBootstrap bootstrap = new ImageBootstrap(2);
    for (String image : images) {
      bootstrap.add(image, new long[] {1, 2});
    }
    return bootstrap.resampled(sums -> (double) sums[0] / sums[1]);
  }

  @Test
  void interpolatesPercentiles() {
    assertThat(PairedDifference.percentile(new double[] {1, 2, 4}, .5)).isEqualTo(2);
    assertThat(PairedDifference.percentile(new double[] {1, 2, 4}, .75)).isEqualTo(3);
    assertThat(PairedDifference.percentile(new double[] {}, .5)).isNaN();
  }

  @Test
  void countsAnImageByItsIdWhateverTheOrder() {
    List<String> images = new ArrayList<>(List.of("a", "b", "c", "d"));
    Resampled forwards = bootstrap(images);
    Collections.reverse(images);

    assertThat(bootstrap(images)).isEqualTo(forwards);
    assertThat(forwards.figure()).isEqualTo(2.5);
  }

  @Test
  void spreadsAsTheStandardErrorOfTheMean() {
    // The mean of 400 values of deviation 1 has a standard error of 1/20.
    Random random = new Random(5);
    ImageBootstrap bootstrap = new ImageBootstrap(2);
    for (int i = 0; i < 400; i++) {
      bootstrap.add("image" + i, new long[] {Math.round(1e6 * random.nextGaussian()), 1});
    }

    Resampled mean = bootstrap.resampled(sums -> sums[0] / 1e6 / sums[1]);

    MeanDeviation spread = MeanDeviation.of(mean.replicates());
    assertThat(spread.mean()).isCloseTo(mean.figure(), within(.01));
    assertThat(spread.deviation()).isCloseTo(.05, within(.007));
  }

  @Test
  void drawsWeightsByPoissonsLaw() {
    assertThat(ImageBootstrap.poisson(0)).isZero();
    assertThat(ImageBootstrap.poisson(.36)).isZero();
    assertThat(ImageBootstrap.poisson(.37)).isEqualTo(1);
    assertThat(ImageBootstrap.poisson(.74)).isEqualTo(2);
    assertThat(ImageBootstrap.poisson(Math.nextDown(1.0))).isBetween(10, 200);
  }

  private static Resampled bootstrap(List<String> images) {
    ImageBootstrap bootstrap = new ImageBootstrap(2);
    images.forEach(image -> bootstrap.add(image, new long[] {image.charAt(0) - 'a' + 1, 1}));
    return bootstrap.resampled(sums -> (double) sums[0] / sums[1]);
  }

  private static List<Double> zeros() {
    return Collections.nCopies(ImageBootstrap.REPLICATES, 0.0);
  }

  private static Resampled resampled(double figure, double step) {
    List<Double> replicates = new ArrayList<>();
    for (int b = 0; b < ImageBootstrap.REPLICATES; b++) {
      replicates.add(step == 0 ? figure : b * step);
    }
    return new Resampled(figure, replicates, null);
  }
}
