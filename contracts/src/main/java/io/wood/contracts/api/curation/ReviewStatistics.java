package io.wood.contracts.api.curation;

import java.time.Instant;
import java.util.List;

/**
 * Progress of the review.
 *
 * @param candidates number of candidates
 * @param done decided candidates
 * @param left undecided candidates
 * @param awaiting undecided candidates about which a reviewer has an opinion
 * @param approved hard OoDs
 * @param pruned candidates that show an object
 * @param conflicts candidates about which reviewers disagree
 * @param decisionsPerMinute decisions of all reviewers per minute, over the last minutes
 * @param classes the same per predicted class, in alphabetical order
 * @param reviewers reviewers, those with most decisions first
 * @param models experiments whose models ranked candidates, with the number of candidates
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
   * Progress of one predicted class.
   *
   * @param name name of the class
   * @param open undecided candidates
   * @param approved hard OoDs
   * @param pruned candidates that show an object
   */
  public record PerClass(String name, long open, long approved, long pruned) {}

  /**
   * Work of one reviewer.
   *
   * @param name name of the reviewer
   * @param decisions decisions made, withdrawals included
   * @param approved approvals among them
   * @param pruned prunings among them
   * @param withdrawn withdrawals among them
   * @param lastDecidedAt time of the last decision
   * @param perMinute decisions per minute, over the last minutes
   * @param agreement share of other reviewers' opinions on the same images that agree, 0 to 1; null
   *     when there are none
   * @param compared number of those opinions
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
   * @param name name of the part
   * @param candidates number of candidates
   */
  public record Share(String name, long candidates) {}
}
