package io.wood.method.cam.contrast;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.data.DrawnImages;
import io.wood.method.data.ImageSource;
import io.wood.method.data.LabelledImages;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ContrastLearnerTest {
  private static final ContrastSettings SETTINGS =
      new ContrastSettings(24, 20, 3, .3, 4, true, .5, .1);
  private static final LabelledImages IMAGES = DrawnImages.scenes(8).labelled();
  private static final DrawnImages OODS = DrawnImages.grounds(8);
  private static final Classifier NETWORK =
      Classifier.create(new NetworkSpec("small", 8), 2, 3, Device.cpu());

  @AfterAll
  static void close() {
    NETWORK.close();
  }

  private static ContrastCentres learn(ContrastSettings settings, long seed) {
    return new ContrastLearner(NETWORK, settings, seed).learn(IMAGES, OODS, NegativeSource.OODS);
  }

  private static void same(ContrastCentres one, ContrastCentres other) {
    assertThat(one.mean()).containsExactly(other.mean());
    assertThat(one.parts(0).rows()).containsExactly(other.parts(0).rows());
    assertThat(one.parts(1).rows()).containsExactly(other.parts(1).rows());
    assertThat(one.negatives(0).rows()).containsExactly(other.negatives(0).rows());
  }

  @Test
  void theSameSeedGivesTheSameCentresWhateverTheOrderOfTheOods() {
    ContrastCentres centres = learn(SETTINGS, 1);
    // 36 positions of OoDs, of which 20 are kept.
    assertThat(centres.negatives(0).count()).isEqualTo(4);
    same(
        new ContrastLearner(NETWORK, SETTINGS, 1)
            .learn(IMAGES, OODS.reversed(), NegativeSource.OODS),
        centres);
    assertThat(learn(SETTINGS, 2).negatives(0).rows()).isNotEqualTo(centres.negatives(0).rows());
    assertThat(NETWORK.manager().getManagedArrays()).hasSize(NETWORK.parameters().size());
  }

  @Test
  void leavesOutImagesThatCannotBeRead() {
    LabelledImages all = DrawnImages.scenes(4).broken(3).labelled();
    LabelledImages readable = DrawnImages.scenes(3).labelled();
    ContrastLearner learner = new ContrastLearner(NETWORK, SETTINGS, 1);
    same(
        learner.learn(all, OODS.broken(6, 7), NegativeSource.PLACEBO),
        learner.learn(readable, DrawnImages.grounds(6), NegativeSource.PLACEBO));
  }

  @Test
  void negativesOfImagesWithoutAClassDoNotDependOnOods() {
    ContrastLearner learner = new ContrastLearner(NETWORK, SETTINGS, 1);
    ContrastCentres centres = learner.learn(IMAGES, OODS, NegativeSource.ABSENT);
    ContrastCentres none = learner.learn(IMAGES, ImageSource.EMPTY, NegativeSource.ABSENT);

    assertThat(centres.negatives(0).count() + centres.negatives(1).count()).isPositive();
    same(centres, none);
    assertThat(centres.negatives(1).rows()).containsExactly(none.negatives(1).rows());
    // Both kinds together have another mean
    assertThat(learner.learn(IMAGES, OODS, NegativeSource.BOTH).mean())
        .isNotEqualTo(centres.mean());
  }

  @Test
  void reducesLargeImages() {
    // One position of each of the eight OoDs instead of nine.
    assertThat(learn(everyOod(8), 1).negatives(0).count()).isEqualTo(8);
    assertThat(learn(everyOod(24), 1).negatives(0).count()).isEqualTo(20);
  }

  private static ContrastSettings everyOod(int longSide) {
    return new ContrastSettings(longSide, 100, 3, .3, 20, true, 1, .1);
  }

  @Test
  void gatesTheMapsOfTheClassifier() throws Exception {
    ContrastGate gate = ContrastGate.learn(NETWORK, IMAGES, OODS, 1, NegativeSource.OODS);
    Cam cam = new Cam(List.of(1.0, .5), false, 0, .15);
    RgbImage image = DrawnImages.scenes(1).load(0);
    ActivationMaps plain = new MultiScaleCam(NETWORK, cam).of(image, Set.of(0, 1));
    ActivationMaps gated = new MultiScaleCam(NETWORK, cam, gate).of(image, Set.of(0, 1));
    assertThat(gated.highResolution().values()).hasSameSizeAs(plain.highResolution().values());
    assertThat(gated.highResolution().values()).isNotEqualTo(plain.highResolution().values());
    gated.highResolution().requireFinite("test");
  }
}
