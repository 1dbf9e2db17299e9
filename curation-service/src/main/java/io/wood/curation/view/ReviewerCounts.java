package io.wood.curation.view;

import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.curation.model.Decision;
import io.wood.curation.model.EpochNanos;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts decisions per reviewer, so that the statistics need not count a million rows. */
public final class ReviewerCounts {
  private static final Comparator<ReviewerCount> MOST_DECISIONS_FIRST =
      Comparator.comparingLong(ReviewerCount::decisions)
          .reversed()
          .thenComparing(ReviewerCount::reviewer);

  private final Map<String, ReviewerCount> counts = new HashMap<>();

  /**
   * The decisions of one reviewer.
   *
   * @param reviewer name of the reviewer
   * @param approved number of approvals
   * @param pruned number of prunings
   * @param withdrawn number of withdrawals
   * @param last time of the last decision, as {@link EpochNanos}
   */
  public record ReviewerCount(
      String reviewer, long approved, long pruned, long withdrawn, long last) {
    static ReviewerCount of(String reviewer, Verdict verdict, long count, long last) {
      return new ReviewerCount(
          reviewer,
          verdict == Verdict.APPROVED ? count : 0,
          verdict == Verdict.PRUNED ? count : 0,
          verdict == Verdict.WITHDRAWN ? count : 0,
          last);
    }

    ReviewerCount plus(ReviewerCount other) {
      return new ReviewerCount(
          reviewer,
          approved + other.approved,
          pruned + other.pruned,
          withdrawn + other.withdrawn,
          Math.max(last, other.last));
    }

    public long decisions() {
      return approved + pruned + withdrawn;
    }
  }

  /** All reviewers, the one with most decisions first. */
  public synchronized List<ReviewerCount> all() {
    return counts.values().stream().sorted(MOST_DECISIONS_FIRST).toList();
  }

  /** Adds new decisions. */
  synchronized void add(Collection<Decision> decisions) {
    decisions.forEach(
        decision ->
            add(
                ReviewerCount.of(
                    decision.reviewer(),
                    decision.verdict(),
                    1,
                    EpochNanos.of(decision.decidedAt()))));
  }

  /** Counts all decisions of the table. */
  void load(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT reviewer, verdict, COUNT(*), MAX(decided_at) FROM decision"
                    + " GROUP BY reviewer, verdict");
        ResultSet rows = select.executeQuery()) {
      synchronized (this) {
        counts.clear();
        while (rows.next()) {
          add(
              ReviewerCount.of(
                  rows.getString(1),
                  Verdict.valueOf(rows.getString(2)),
                  rows.getLong(3),
                  rows.getLong(4)));
        }
      }
    }
  }

  synchronized void clear() {
    counts.clear();
  }

  private synchronized void add(ReviewerCount count) {
    counts.merge(count.reviewer(), count, ReviewerCount::plus);
  }
}
