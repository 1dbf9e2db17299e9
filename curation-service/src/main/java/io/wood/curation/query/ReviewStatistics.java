package io.wood.curation.query;

import java.time.Instant;
import java.util.List;

/**
 * How the work is going.
 *
 * @param candidates all of them
 * @param done decided ones
 * @param left undecided ones
 * @param awaiting those of them about which somebody has an opinion already
 * @param approved hard OoDs
 * @param pruned those with an object
 * @param conflicts images about which people disagree
 * @param decisionsPerMinute over the last {@link StatisticsReader#RATE_MINUTES} minutes, everyone
 *     together
 * @param classes the same per predicted class, in alphabetical order
 * @param reviewers who decided, busiest first
 * @param models experiments whose models ranked, with the number of candidates
 * @param sources publishers, likewise
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
   * One person.
   *
   * @param name as given
   * @param decisions made, withdrawals included
   * @param approved of them
   * @param pruned of them
   * @param withdrawn of them
   * @param lastDecidedAt when the last one was made
   * @param perMinute over the last minutes
   * @param agreement how often others who have an opinion on the same image are of the same one, 0
   *     to 1; left out while there are none
   * @param compared with how many opinions of others that was compared
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
