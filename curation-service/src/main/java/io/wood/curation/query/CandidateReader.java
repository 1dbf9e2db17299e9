package io.wood.curation.query;

import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.curation.index.CandidateFilter;
import io.wood.curation.index.CandidateIndex;
import io.wood.curation.model.Candidate;
import io.wood.curation.model.EpochNanos;
import io.wood.curation.model.HexHash;
import io.wood.curation.model.PageCursor;
import io.wood.curation.model.RankedScore;
import io.wood.curation.view.CandidateDetail;
import io.wood.curation.view.CandidateTable;
import io.wood.curation.view.DecisionTable;
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

/** Reads candidates from the view: the index finds their rows, the tables contain them. */
public final class CandidateReader {
  private static final String SELECT =
      "SELECT image, score, predicted_class, model, source, ranked_at, weights, shown, "
          + DecisionTable.STATE_COLUMNS
          + " FROM candidate JOIN detail ON detail.number = candidate.number"
          + " LEFT JOIN decision ON decision.number = ?"
          + " WHERE candidate.number = ?";

  private final ViewDatabase database;
  private final CandidateIndex index;

  public CandidateReader(ViewDatabase database) {
    this.database = database;
    this.index = database.index();
  }

  /** A page: the first {@code limit} candidates after the cursor, or from the start without one. */
  public List<Candidate> page(CandidateFilter filter, Optional<PageCursor> cursor, int limit) {
    return select(index.page(filter, cursor, limit));
  }

  /** One candidate. */
  public Optional<Candidate> find(String image) {
    return Optional.ofNullable(find(List.of(image)).get(image));
  }

  /** Several candidates by image; unknown images are left out. */
  public Map<String, Candidate> find(Collection<String> images) {
    Map<String, Candidate> found = new HashMap<>();
    select(images.stream().map(index::slot).filter(index::isRanked).toList())
        .forEach(candidate -> found.put(candidate.image(), candidate));
    return found;
  }

  /** The opinions of a reviewer on these images, with a shared quorum. */
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
        DecisionTable.state(row),
        cluster.leader(),
        cluster.size(),
        cluster.mixed());
  }
}
