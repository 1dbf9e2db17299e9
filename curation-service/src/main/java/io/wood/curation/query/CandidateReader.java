package io.wood.curation.query;

import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.curation.index.CandidateFilter;
import io.wood.curation.index.CandidateIndex;
import io.wood.curation.model.Candidate;
import io.wood.curation.model.EpochNanos;
import io.wood.curation.model.PageCursor;
import io.wood.curation.model.RankedScore;
import io.wood.curation.view.CandidateDetail;
import io.wood.curation.view.CandidateTable;
import io.wood.curation.view.DecisionTable;
import io.wood.curation.view.HexHash;
import io.wood.curation.view.ViewDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds candidates in the view: the index says which, the tables hold them. */
public final class CandidateReader {
  private static final String SELECT =
      "SELECT image, score, predicted_class, model, source, ranked_at, weights, shown, "
          + DecisionTable.STANDING
          + " FROM candidate JOIN detail ON detail.number = candidate.number"
          + " LEFT JOIN decision ON decision.number = ?"
          + " WHERE candidate.number = ?";

  private final ViewDatabase database;
  private final CandidateIndex index;

  public CandidateReader(ViewDatabase database) {
    this.database = database;
    this.index = database.index();
  }

  /** A page: the first {@code limit} candidates behind the cursor, or of all without one. */
  public List<Candidate> page(CandidateFilter filter, Optional<PageCursor> cursor, int limit) {
    return select(index.page(filter, cursor, limit));
  }

  /** One candidate. */
  public Optional<Candidate> find(String image) {
    return Optional.ofNullable(find(List.of(image)).get(image));
  }

  /** Several candidates; those that are not there are left out. */
  public Map<String, Candidate> find(Collection<String> images) {
    Map<String, Candidate> found = new HashMap<>();
    select(images.stream().map(index::slot).filter(index::isRanked).toList())
        .forEach(candidate -> found.put(candidate.image(), candidate));
    return found;
  }

  /** What somebody thinks of these images, where several people must agree. */
  public Map<String, Verdict> opinions(String reviewer, Collection<String> images) {
    return database.read(
        connection -> {
          Map<String, Verdict> opinions = new HashMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT verdict FROM opinion WHERE slot = ? AND reviewer = ?")) {
            for (String image : images) {
              select.setInt(1, index.slot(image));
              select.setString(2, reviewer);
              try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                  opinions.put(image, Verdict.valueOf(row.getString(1)));
                }
              }
            }
          }
          return opinions;
        });
  }

  private List<Candidate> select(List<Integer> slots) {
    if (slots.isEmpty()) {
      return List.of();
    }
    return database.read(
        connection -> {
          List<Candidate> candidates = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            for (int slot : slots) {
              select.setInt(1, index.lastDecision(slot));
              select.setInt(2, index.lastRanking(slot));
              try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                  candidates.add(candidate(row, index.membership(slot)));
                }
              }
            }
          }
          return candidates;
        });
  }

  private static Candidate candidate(ResultSet row, CandidateIndex.Membership cluster)
      throws SQLException {
    RankedScore ranking = CandidateTable.ranking(row);
    CandidateDetail detail = CandidateDetail.read(row.getBytes("shown"));
    return new Candidate(
        HexHash.text(row.getBytes("image")),
        detail.name(),
        ranking.source(),
        detail.width(),
        detail.height(),
        ranking.predictedClass(),
        ranking.score(),
        detail.scores(),
        ranking.model(),
        ranking.weights(),
        EpochNanos.instant(ranking.rankedAt()),
        detail.artifact(),
        detail.overlay(),
        DecisionTable.standing(row),
        cluster.leader(),
        cluster.size(),
        cluster.mixed());
  }
}
