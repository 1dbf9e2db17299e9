package io.wood.curation.view;

import io.wood.curation.index.CandidateIndex;
import io.wood.curation.index.IndexChange;
import io.wood.curation.model.HexHash;
import io.wood.curation.model.RankedScore;
import io.wood.curation.model.ReviewState;
import io.wood.curation.model.ShownGeneration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Loads the index from the tables when the view is opened. */
final class IndexLoader {
  private static final int BATCH = 50_000;

  private IndexLoader() {}

  static void load(Connection connection, CandidateIndex index) throws SQLException {
    loadRankings(connection, index);
    loadDismissals(connection, index);
    loadDecisions(connection, index);
    loadOpinions(connection, index);
    loadClusters(connection, index);
  }

  /** A row adds a slot, or replaces its ranking when the shown generation prefers it. */
  private static void loadRankings(Connection connection, CandidateIndex index)
      throws SQLException {
    ShownGeneration shown = index.shown();
    List<String> images = new ArrayList<>();
    List<IndexChange.WrittenRanking> ranked = new ArrayList<>();
    Map<Integer, RankedScore> rankings = new HashMap<>();
    Map<Integer, Integer> lastRankings = new HashMap<>();
    NumberedRows.each(
        connection,
        "candidate",
        "slot, image, score, predicted_class, model, source, ranked_at, weights",
        row -> {
          int slot = row.getInt("slot");
          if (slot == index.slots() + images.size()) {
            images.add(HexHash.text(row.getBytes("image")));
          }
          if (row.getBytes("weights") != null) {
            RankedScore ranking = CandidateTable.ranking(row);
            RankedScore rival =
                rankings.containsKey(slot) ? rankings.get(slot) : index.ranking(slot).orElse(null);
            ranked.add(new IndexChange.WrittenRanking(slot, ranking));
            if (rival == null || shown.prefers(ranking, rival)) {
              rankings.put(slot, ranking);
              lastRankings.put(slot, row.getInt("number"));
            }
          }
        },
        () -> {
          index.apply(IndexChange.ranked(images, rankings, lastRankings, ranked));
          images.clear();
          ranked.clear();
          rankings.clear();
          lastRankings.clear();
        });
  }

  private static void loadDismissals(Connection connection, CandidateIndex index)
      throws SQLException {
    Map<Integer, Long> dismissals = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT slot, dismissed_at FROM dismissal");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        dismissals.put(rows.getInt(1), rows.getLong(2));
      }
    }
    index.apply(IndexChange.dismissed(dismissals));
  }

  /** The row of a later decision replaces the state of an earlier one. */
  private static void loadDecisions(Connection connection, CandidateIndex index)
      throws SQLException {
    Map<Integer, ReviewState> states = new HashMap<>();
    Map<Integer, Integer> lastDecisions = new HashMap<>();
    NumberedRows.each(
        connection,
        "decision",
        "slot, " + DecisionTable.STATE_COLUMNS,
        row -> {
          states.put(row.getInt("slot"), DecisionTable.state(row));
          lastDecisions.put(row.getInt("slot"), row.getInt("number"));
        },
        () -> {
          index.apply(IndexChange.decided(states, lastDecisions));
          states.clear();
          lastDecisions.clear();
        });
  }

  private static void loadOpinions(Connection connection, CandidateIndex index)
      throws SQLException {
    Map<Integer, Set<String>> opinions = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT slot, reviewer FROM opinion ORDER BY slot");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        int slot = rows.getInt(1);
        if (opinions.size() == BATCH && !opinions.containsKey(slot)) {
          index.apply(IndexChange.opinions(opinions));
          opinions.clear();
        }
        opinions.computeIfAbsent(slot, key -> new HashSet<>()).add(rows.getString(2));
      }
    }
    index.apply(IndexChange.opinions(opinions));
  }

  private static void loadClusters(Connection connection, CandidateIndex index)
      throws SQLException {
    Map<Integer, Integer> leaders = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT slot, leader FROM cluster");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        leaders.put(rows.getInt(1), rows.getInt(2));
      }
    }
    index.apply(IndexChange.regrouped(leaders));
  }
}
