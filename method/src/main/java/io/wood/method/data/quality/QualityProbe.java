package io.wood.method.data.quality;

import io.wood.contracts.artifact.QualityReport;
import io.wood.contracts.artifact.QualityReport.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Compares the quality of labelled images and OoDs: a {@link LogisticRegression} on the numbers of
 * four fifths of both scores the last fifth, five times. The result is the mean {@link RocArea} of
 * the fifths; an image's place in its list decides its fifth, so that the same lists give the same
 * result.
 */
public final class QualityProbe {
  /** Fewer images of a kind say nothing: by chance alone the area varies by ±.1. */
  public static final int MIN_IMAGES = 20;

  private static final int FOLDS = 5;

  private QualityProbe() {}

  /** Compares the images; empty with fewer than {@value #MIN_IMAGES} of a kind. */
  public static Optional<QualityReport> compare(
      List<ImageQuality> labelled, List<ImageQuality> oods) {
    if (Math.min(labelled.size(), oods.size()) < MIN_IMAGES) {
      return Optional.empty();
    }
    double area =
        IntStream.range(0, FOLDS)
            .mapToDouble(fold -> area(fold, labelled, oods))
            .average()
            .orElseThrow();
    List<Figure> figures =
        Arrays.stream(QualityNumber.values())
            .map(number -> figure(number, labelled, oods))
            .toList();
    return Optional.of(new QualityReport(labelled.size(), oods.size(), area, figures));
  }

  private static double area(int fold, List<ImageQuality> labelled, List<ImageQuality> oods) {
    LogisticRegression fitted =
        LogisticRegression.fit(part(labelled, fold, false), part(oods, fold, false));
    return RocArea.of(
        part(labelled, fold, true).stream().map(fitted::score).toList(),
        part(oods, fold, true).stream().map(fitted::score).toList());
  }

  /** The images of a fifth, or all others. */
  private static List<ImageQuality> part(List<ImageQuality> images, int fold, boolean inside) {
    return IntStream.range(0, images.size())
        .filter(i -> (i % FOLDS == fold) == inside)
        .mapToObj(images::get)
        .toList();
  }

  private static Figure figure(
      QualityNumber number, List<ImageQuality> labelled, List<ImageQuality> oods) {
    List<Double> ofLabelled = labelled.stream().map(image -> image.of(number)).toList();
    List<Double> ofOods = oods.stream().map(image -> image.of(number)).toList();
    double area = RocArea.of(ofLabelled, ofOods);
    return new Figure(number.label(), mean(ofLabelled), mean(ofOods), Math.max(area, 1 - area));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
