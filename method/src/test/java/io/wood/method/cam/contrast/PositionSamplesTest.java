package io.wood.method.cam.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.wood.method.tensor.Devices;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PositionSamplesTest {
  private static final ContrastSettings SETTINGS =
      new ContrastSettings(512, 100, 12, .3, 50, true, .5, .1);

  /** Class 0 is active in the first two of four positions: 3 is not more than .3·10. */
  private static final ImagePositions LABELLED =
      new ImagePositions(
          4,
          new float[] {5, 7, 0, 0, 0, 0, 3, 4},
          new float[] {10, 4, 3, -1, /* class 1: */ 9, 9, 9, 9});

  /** The half that is surest of any class: the last two positions. */
  private static final ImagePositions OOD =
      new ImagePositions(
          4, new float[] {1, 1, -4, -4, 1, 1, 0, -3}, new float[] {0, 1, 2, 0, 0, 1, 0, 2});

  private static ContrastCentres centres(
      ContrastSettings settings, NegativeSource source, long seed) {
    PositionSamples samples = new PositionSamples(2, 2, settings, source, seed);
    samples.addOod(OOD);
    samples.addLabelled(LABELLED, Set.of(0));
    try (NDManager manager = Devices.manager(Device.cpu())) {
      return samples.centres(manager);
    }
  }

  /** Directions from the mean to features, ordered. */
  private static float[][] from(float[] mean, float[][] features) {
    float[][] centred =
        Arrays.stream(features)
            .map(feature -> new float[] {feature[0] - mean[0], feature[1] - mean[1]})
            .toArray(float[][]::new);
    return ordered(new Directions(List.of(centred), 2));
  }

  private static float[][] ordered(Directions directions) {
    float[] rows = directions.rows();
    float[][] vectors = new float[directions.count()][];
    Arrays.setAll(vectors, row -> Arrays.copyOfRange(rows, 2 * row, 2 * row + 2));
    Arrays.sort(vectors, (one, other) -> Arrays.compare(one, other));
    return vectors;
  }

  private static void same(Directions found, float[][] expected) {
    assertThat(found.count()).isEqualTo(expected.length);
    float[][] vectors = ordered(found);
    for (int row = 0; row < expected.length; row++) {
      assertThat(vectors[row]).containsExactly(expected[row], Offset.offset(1e-6f));
    }
  }

  @Test
  void learnsPartsWhereALabelledClassIsActiveAndNegativesWhereOodsAreSurestOfAClass() {
    ContrastCentres centres = centres(SETTINGS, NegativeSource.OODS, 1);
    // (5 + 7 + 1 + 1 − 4 − 4)/8 and (3 + 4 + 1 + 1 − 3)/8
    float[] mean = {.75f, .75f};
    assertThat(centres.mean()).containsExactly(mean, Offset.offset(1e-6f));
    same(centres.parts(0), from(mean, new float[][] {{5, 0}, {7, 0}}));
    // Class 1 is nowhere labelled.
    assertThat(centres.parts(1).count()).isZero();
    same(centres.negatives(0), from(mean, new float[][] {{-4, 0}, {-4, -3}}));
  }

  @Test
  void thePlaceboDiffersInNothingButTheNegativesWhichAreOfLabelledImages() {
    ContrastCentres centres = centres(SETTINGS, NegativeSource.PLACEBO, 1);
    float[] mean = {.75f, .75f};
    assertThat(centres.mean()).containsExactly(mean, Offset.offset(1e-6f));
    assertThat(centres.parts(0).rows())
        .containsExactly(centres(SETTINGS, NegativeSource.OODS, 1).parts(0).rows());
    same(centres.negatives(0), from(mean, new float[][] {{0, 3}, {0, 4}}));
  }

  @Test
  void thePlaceboDrawsAsManyPositionsAsTheOodsHave() {
    ContrastSettings one = new ContrastSettings(512, 100, 12, .3, 50, true, .25, .1);
    Set<Float> drawn = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      Directions negatives = centres(one, NegativeSource.PLACEBO, seed).negatives(0);
      assertThat(negatives.count()).isEqualTo(1);
      drawn.add(negatives.rows()[0]);
    }
    assertThat(drawn).hasSize(2);
  }

  @Test
  void negativesCanBePositionsOfOodsInsteadOfClusters() {
    float[] mean = {.75f, .75f};
    float[][] oods = from(mean, new float[][] {{-4, 0}, {-4, -3}});
    ContrastSettings all = new ContrastSettings(512, 100, 12, .3, 50, false, .5, .1);
    same(centres(all, NegativeSource.OODS, 1).negatives(0), oods);

    // One of the two at random, and not their mean, which is what one cluster has as its centre.
    ContrastSettings one = new ContrastSettings(512, 100, 12, .3, 1, false, .5, .1);
    Set<Float> drawn = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      Directions negatives = centres(one, NegativeSource.OODS, seed).negatives(0);
      assertThat(negatives.count()).isEqualTo(1);
      drawn.add(negatives.rows()[0]);
    }
    assertThat(drawn).containsExactlyInAnyOrder(oods[0][0], oods[1][0]);
  }

  @Test
  void comparesAClassWithItsFalsePositivesAndWithOods() {
    // Class 1 is not in the labelled image and positive at all of its positions.
    float[] mean = {.75f, .75f};
    float[][] falsePositives = from(mean, new float[][] {{5, 0}, {7, 0}, {0, 3}, {0, 4}});
    float[][] oods = {{-4, 0}, {-4, -3}};
    ContrastSettings all = new ContrastSettings(512, 1000, 12, .3, 50, true, .5, .1);

    ContrastCentres absent = centres(all, NegativeSource.ABSENT, 1);
    assertThat(absent.negatives(0).count()).isZero();
    same(absent.negatives(1), falsePositives);

    ContrastCentres both = centres(all, NegativeSource.BOTH, 1);
    same(both.negatives(0), from(mean, oods));
    same(
        both.negatives(1),
        from(mean, new float[][] {{5, 0}, {7, 0}, {0, 3}, {0, 4}, oods[0], oods[1]}));
  }

  @Test
  void survivesItsArrays() {
    try (NDManager manager = Devices.manager(Device.cpu())) {
      ContrastCentres centres = centres(SETTINGS, NegativeSource.BOTH, 1);
      byte[] file = centres.arrays(manager).encode(NDList.Encoding.SAFETENSORS);
      ContrastCentres read = ContrastCentres.stored(NDList.decode(manager, file)).orElseThrow();
      assertThat(read.mean()).containsExactly(centres.mean());
      for (int c = 0; c < 2; c++) {
        assertThat(read.parts(c).rows()).containsExactly(centres.parts(c).rows());
        assertThat(read.negatives(c).rows()).containsExactly(centres.negatives(c).rows());
      }
      assertThat(read.negatives(0)).isNotSameAs(read.negatives(1));
      assertThat(ContrastCentres.stored(new NDList())).isEmpty();
    }
  }

  @Test
  void storesNegativesThatClassesShareOnce() {
    try (NDManager manager = Devices.manager(Device.cpu())) {
      ContrastCentres centres = centres(SETTINGS, NegativeSource.OODS, 1);
      NDList arrays = centres.arrays(manager);
      // μ, two parts of class 0, none of class 1, two negatives.
      assertThat(arrays.get("contrast.rows").getShape().get(0)).isEqualTo(5);
      ContrastCentres read = ContrastCentres.stored(arrays).orElseThrow();
      assertThat(read.negatives(1)).isSameAs(read.negatives(0));
      assertThat(read.negatives(0).rows()).containsExactly(centres.negatives(0).rows());
      assertThat(read.parts(0).rows()).containsExactly(centres.parts(0).rows());
      assertThat(read.parts(1).count()).isZero();
    }
  }

  @Test
  void saysWhatIsMissing() {
    try (NDManager manager = Devices.manager(Device.cpu())) {
      PositionSamples noOods = new PositionSamples(2, 2, SETTINGS, NegativeSource.OODS, 1);
      noOods.addLabelled(LABELLED, Set.of(0));
      assertThatThrownBy(() -> noOods.centres(manager)).hasMessageContaining("approve candidates");

      PositionSamples noRest = new PositionSamples(2, 2, SETTINGS, NegativeSource.PLACEBO, 1);
      noRest.addOod(OOD);
      noRest.addLabelled(LABELLED, Set.of(1));
      assertThatThrownBy(() -> noRest.centres(manager)).hasMessageContaining("placebo needs");

      PositionSamples broken = new PositionSamples(1, 1, SETTINGS, NegativeSource.OODS, 1);
      broken.addOod(new ImagePositions(1, new float[] {Float.NaN}, new float[] {1}));
      assertThatThrownBy(() -> broken.centres(manager)).hasMessageContaining("weights are broken");
    }
  }
}
