package io.wood.method.data.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wood.contracts.artifact.QualityReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QualityProbeTest {
  @Test
  void theAreaAgreesWithOneCountedByHand() {
    // Of six pairs 3 > 1, 3 > 2, 2 > 1 and, half, 2 = 2 are in order; .5 is below both.
    assertThat(RocArea.of(List.of(1.0, 2.0), List.of(.5, 2.0, 3.0)))
        .isCloseTo(3.5 / 6, within(1e-12));
    assertThat(RocArea.of(List.of(1.0), List.of(2.0))).isEqualTo(1);
    assertThat(RocArea.of(List.of(2.0), List.of(1.0))).isZero();
  }

  @Test
  void findsAPlantedDifferenceAndNamesIt() {
    QualityReport report = QualityProbe.compare(images(60, 1, 0), images(40, 2, 2)).orElseThrow();

    assertThat(report.labelled()).isEqualTo(60);
    assertThat(report.oods()).isEqualTo(40);
    assertThat(report.auc()).isBetween(.85, .99);
    assertThat(report.differs()).isTrue();
    assertThat(report.strongest().name()).isEqualTo("saturation");
    assertThat(report.strongest().auc()).isBetween(.85, .99);
    assertThat(report.strongest().oods() - report.strongest().labelled()).isCloseTo(2, within(.6));
  }

  @Test
  void findsADifferenceThatOnlySeveralNumbersShowTogether() {
    // Sharpness and high frequencies go together; the OoDs deviate across that, by little.
    List<ImageQuality> labelled = new ArrayList<>();
    List<ImageQuality> oods = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 100; i++) {
      double common = 3 * random.nextGaussian();
      double noise = .3 * random.nextGaussian();
      (i % 2 == 0 ? labelled : oods)
          .add(new ImageQuality(12, common, common + noise + i % 2, 100, 1, .3));
    }

    QualityReport report = QualityProbe.compare(labelled, oods).orElseThrow();

    assertThat(report.auc()).isGreaterThan(.85);
    assertThat(report.strongest().auc()).isLessThan(.7);
  }

  @Test
  void isNearAHalfWithoutADifference() {
    for (int seed = 0; seed < 5; seed++) {
      QualityReport report =
          QualityProbe.compare(images(200, 10 + seed, 0), images(200, 20 + seed, 0)).orElseThrow();
      assertThat(report.auc()).isCloseTo(.5, within(.1));
      assertThat(report.differs()).isFalse();
    }
  }

  @Test
  void isTheSameEachTime() {
    assertThat(QualityProbe.compare(images(50, 1, 0), images(50, 2, 1)))
        .isEqualTo(QualityProbe.compare(images(50, 1, 0), images(50, 2, 1)));
  }

  @Test
  void kindsThatOneNumberSeparatesGetTheWholeArea() {
    QualityReport report =
        QualityProbe.compare(images(30, 1, 0), images(30, 2, 1000)).orElseThrow();

    assertThat(report.auc()).isEqualTo(1);
    assertThat(report.strongest().auc()).isEqualTo(1);
  }

  @Test
  void saysNothingOfTooFewImages() {
    assertThat(QualityProbe.compare(images(19, 1, 0), images(100, 2, 0))).isEmpty();
    assertThat(QualityProbe.compare(images(20, 1, 0), images(20, 2, 0))).isPresent();
    assertThat(QualityProbe.compare(images(20, 1, 0), List.of())).isEmpty();
  }

  @Test
  void theRegressionsSlopeIsThatOfTheModelThatMadeTheData() {
    Random random = new Random(7);
    List<ImageQuality> negatives = new ArrayList<>();
    List<ImageQuality> positives = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      double x = random.nextGaussian();
      boolean positive = random.nextDouble() < 1 / (1 + Math.exp(-(2 * x - 1)));
      (positive ? positives : negatives).add(new ImageQuality(x, 0, 0, 100, 1, 0));
    }

    LogisticRegression fitted = LogisticRegression.fit(negatives, positives);

    assertThat(fitted.score(at(1)) - fitted.score(at(0))).isCloseTo(2, within(.15));
    assertThat(fitted.score(at(0))).isCloseTo(-1, within(.15));
  }

  private static ImageQuality at(double x) {
    return new ImageQuality(x, 0, 0, 100, 1, 0);
  }

  /** Images whose numbers are normal around 0, saturation around another mean. */
  private static List<ImageQuality> images(int count, long seed, double saturation) {
    Random random = new Random(seed);
    List<ImageQuality> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(
          new ImageQuality(
              random.nextGaussian(),
              random.nextGaussian(),
              random.nextGaussian(),
              100,
              random.nextGaussian(),
              saturation + random.nextGaussian()));
    }
    return images;
  }
}
