package io.wood.curation.query;

import java.time.Instant;
import java.util.List;

/**
 * The progress of the review.
 *
 * @param candidates all candidates
 * @param done decided candidates
 * @param left undecided candidates
 * @param awaiting undecided candidates on which a reviewer has an opinion
 * @param approved hard OoDs
 * @param pruned candidates with an object
 * @param conflicts images on which reviewers disagree
 * @param decisionsPerMinute of all reviewers over the last {@link StatisticsReader#RATE_MINUTES}
 *     minutes
 * @param classes the same per predicted class, in alphabetical order
 * @param reviewers reviewers, the one with most decisions first
 * @param models experiments that trained the models, with the number of candidates
 * @param sources publishers, with the number of candidates
 */
public record ReviewStatistics(
    long candidates,
    long done,
    long left,
    long awaiting,
    long approved,
    long pruned,
    long conflicts,
    double decisionsPerMinute,
    List<PerClass> classes,
    List<PerReviewer> reviewers,
    List<Share> models,
    List<Share> sources) {

  /**
   * One predicted class.
   *
   * @param name of the class
   * @param open undecided
   * @param approved hard OoDs
   * @param pruned with an object
   */
  record PerClass(String name, long open, long approved, long pruned) {}

  /**
   * One reviewer.
   *
   * @param name as given
   * @param decisions made, withdrawals included
   * @param approved of them
   * @param pruned of them
   * @param withdrawn of them
   * @param lastDecidedAt when the last one was made
   * @param perMinute over the last minutes
   * @param agreement share of the opinions of others on the same images that are equal, 0 to 1;
   *     left out when there are none
   * @param compared number of these opinions
   */
  public record PerReviewer(
      String name,
      long decisions,
      long approved,
      long pruned,
      long withdrawn,
      Instant lastDecidedAt,
      double perMinute,
      Double agreement,
      long compared) {}

  /**
   * A part of the candidates.
   *
   * @param name of the part
   * @param candidates how many
   */
  public record Share(String name, long candidates) {}
}
