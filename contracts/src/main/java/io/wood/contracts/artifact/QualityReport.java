package io.wood.contracts.artifact;

import java.util.Comparator;
import java.util.List;

/**
 * How well numbers of the files, such as size and sharpness, separate labelled images and OoDs,
 * without a look at what they show. Where that is easy, a classifier can learn the quality in place
 * of the content.
 *
 * @param labelled number of labelled images that were measured
 * @param oods number of OoDs that were measured
 * @param auc area under the ROC curve of all numbers together, cross-validated; .5: not at all
 * @param figures the numbers, each on its own
 */
public record QualityReport(int labelled, int oods, double auc, List<Figure> figures) {
  /** From this area on a training warns. */
  public static final double WARNING = .75;

  public QualityReport {
    figures = List.copyOf(figures);
  }

  /**
   * One number of the files.
   *
   * @param name which one
   * @param labelled its mean over the labelled images
   * @param oods its mean over the OoDs
   * @param auc area under the ROC curve of this number alone, in the direction that is above .5
   */
  public record Figure(String name, double labelled, double oods, double auc) {}

  /** True when the two kinds differ so much that a training warns. */
  public boolean differs() {
    return auc >= WARNING;
  }

  /**
   * The number that tells the kinds apart best on its own. The coefficients of the regression would
   * name one of several numbers that go together, and by chance which.
   */
  public Figure strongest() {
    return figures.stream().max(Comparator.comparingDouble(Figure::auc)).orElseThrow();
  }
}
