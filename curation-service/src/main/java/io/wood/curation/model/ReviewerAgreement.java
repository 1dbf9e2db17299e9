package io.wood.curation.model;

import io.wood.contracts.event.CurationStanding;
import java.util.Collection;
import java.util.Map;

/**
 * How often a reviewer agrees with the others, over all images on which at least two reviewers have
 * an opinion.
 *
 * @param compared opinions of other reviewers on images on which this one has an opinion
 * @param agreed how many of them are equal to this reviewer's
 */
public record ReviewerAgreement(long compared, long agreed) {
  public static final ReviewerAgreement NONE = new ReviewerAgreement(0, 0);

  /** {@code agreed / compared}, from 0 to 1; null when nothing was compared. */
  public Double rate() {
    return compared == 0 ? null : Double.valueOf(agreed / (double) compared);
  }

  public boolean isNothing() {
    return compared == 0 && agreed == 0;
  }

  private ReviewerAgreement plus(ReviewerAgreement other) {
    return new ReviewerAgreement(compared + other.compared, agreed + other.agreed);
  }

  /** Adds the opinions on an image {@code times} times; -1 removes them. */
  public static void count(
      CurationStanding<Decision> standing, int times, Map<String, ReviewerAgreement> byReviewer) {
    Collection<Decision> opinions = standing.opinions().values();
    if (opinions.size() < 2) {
      return;
    }
    for (Decision one : opinions) {
      long same = opinions.stream().filter(other -> other.verdict() == one.verdict()).count() - 1;
      byReviewer.merge(
          one.reviewer(),
          new ReviewerAgreement((opinions.size() - 1L) * times, same * times),
          ReviewerAgreement::plus);
    }
  }
}
