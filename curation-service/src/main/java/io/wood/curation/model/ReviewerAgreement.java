package io.wood.curation.model;

import io.wood.contracts.event.CurationStanding;
import java.util.Collection;
import java.util.Map;

/**
 * How often somebody is of the opinion that others are of, over all images that more than one
 * person has an opinion about.
 *
 * @param compared opinions of other people on images that this person has an opinion about
 * @param agreed how many of them are the same
 */
public record ReviewerAgreement(long compared, long agreed) {
  public static final ReviewerAgreement NONE = new ReviewerAgreement(0, 0);

  /** From 0 to 1; null while there is nothing to compare. */
  public Double rate() {
    return compared == 0 ? null : Double.valueOf(agreed / (double) compared);
  }

  public boolean isNothing() {
    return compared == 0 && agreed == 0;
  }

  private ReviewerAgreement plus(ReviewerAgreement other) {
    return new ReviewerAgreement(compared + other.compared, agreed + other.agreed);
  }

  /** Adds an image {@code times} times. */
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
