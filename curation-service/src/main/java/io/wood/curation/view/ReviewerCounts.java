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

/** What each person has decided, so that nobody has to count a million rows. */
public final class ReviewerCounts {
  private static final Comparator<Tally> BUSIEST_FIRST =
      Comparator.comparingLong(Tally::decisions).reversed().thenComparing(Tally::reviewer);

  private final Map<String, Tally> tallies = new HashMap<>();

  /**
   * One person's decisions.
   *
   * @param reviewer who
   * @param approved how many
   * @param pruned how many
   * @param withdrawn how many
   * @param last when the last one was made, see {@link EpochNanos}
   */
  public record Tally(String reviewer, long approved, long pruned, long withdrawn, long last) {
    static Tally of(String reviewer, Verdict verdict, long count, long last) {
      return new Tally(
          reviewer,
          verdict == Verdict.APPROVED ? count : 0,
          verdict == Verdict.PRUNED ? count : 0,
          verdict == Verdict.WITHDRAWN ? count : 0,
          last);
    }

    Tally plus(Tally other) {
      return new Tally(
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

  /** Everyone, busiest first. */
  public synchronized List<Tally> all() {
    return tallies.values().stream().sorted(BUSIEST_FIRST).toList();
  }

  /** Decisions that were not there before. */
  public synchronized void add(Collection<Decision> decisions) {
    decisions.forEach(
        decision ->
            add(
                Tally.of(
                    decision.reviewer(),
                    decision.verdict(),
                    1,
                    EpochNanos.of(decision.decidedAt()))));
  }

  /** Counts anew. */
  public void load(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT reviewer, verdict, COUNT(*), MAX(decided_at) FROM decision"
                    + " GROUP BY reviewer, verdict");
        ResultSet rows = select.executeQuery()) {
      synchronized (this) {
        tallies.clear();
        while (rows.next()) {
          add(
              Tally.of(
                  rows.getString(1),
                  Verdict.valueOf(rows.getString(2)),
                  rows.getLong(3),
                  rows.getLong(4)));
        }
      }
    }
  }

  public synchronized void clear() {
    tallies.clear();
  }

  private synchronized void add(Tally tally) {
    tallies.merge(tally.reviewer(), tally, Tally::plus);
  }
}
