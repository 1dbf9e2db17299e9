package io.wood.curation;

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

/** Fills the index from the tables when the view is opened. */
final class IndexLoader {
  private static final int PIECE = 50_000;

  private IndexLoader() {}

  static void load(Connection connection, CandidateIndex index) throws SQLException {
    loadRankings(connection, index);
    loadDecisions(connection, index);
    loadOpinions(connection, index);
    loadClusters(connection, index);
  }

  /** A slot is new, or ranked anew. */
  private static void loadRankings(Connection connection, CandidateIndex index)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT number, slot, image, score, predicted_class, model, source, ranked_at, weights
            FROM candidate WHERE number > ? ORDER BY number LIMIT ?
            """)) {
      int number = CandidateTable.NONE;
      int before;
      do {
        before = number;
        select.setInt(1, number);
        select.setInt(2, PIECE);
        List<String> images = new ArrayList<>();
        Map<Integer, Ranking> rankings = new HashMap<>();
        Map<Integer, Integer> lastRankings = new HashMap<>();
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            number = rows.getInt("number");
            int slot = rows.getInt("slot");
            if (slot == index.slots() + images.size()) {
              images.add(Hex.text(rows.getBytes("image")));
            }
            if (rows.getBytes("weights") != null) {
              rankings.put(slot, CandidateTable.ranking(rows));
              lastRankings.put(slot, number);
            }
          }
        }
        index.apply(
            new IndexChange(
                images, rankings, lastRankings, Map.of(), Map.of(), Map.of(), Map.of()));
      } while (number > before);
    }
  }

  /** Each says how its image stands, until a later one does. */
  private static void loadDecisions(Connection connection, CandidateIndex index)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT number, slot, "
                + DecisionTable.STANDING
                + " FROM decision WHERE number > ? ORDER BY number LIMIT ?")) {
      int number = DecisionTable.NONE;
      int before;
      do {
        before = number;
        select.setInt(1, number);
        select.setInt(2, PIECE);
        Map<Integer, Standing> standings = new HashMap<>();
        Map<Integer, Integer> lastDecisions = new HashMap<>();
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            number = rows.getInt(1);
            standings.put(rows.getInt(2), DecisionTable.standing(rows));
            lastDecisions.put(rows.getInt(2), number);
          }
        }
        index.apply(
            new IndexChange(
                List.of(), Map.of(), Map.of(), standings, lastDecisions, Map.of(), Map.of()));
      } while (number > before);
    }
  }

  private static void loadOpinions(Connection connection, CandidateIndex index)
      throws SQLException {
    Map<Integer, Set<String>> opinions = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT slot, reviewer FROM opinion ORDER BY slot");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        int slot = rows.getInt(1);
        if (opinions.size() == PIECE && !opinions.containsKey(slot)) {
          index.apply(
              new IndexChange(
                  List.of(), Map.of(), Map.of(), Map.of(), Map.of(), opinions, Map.of()));
          opinions.clear();
        }
        opinions.computeIfAbsent(slot, key -> new HashSet<>()).add(rows.getString(2));
      }
    }
    index.apply(
        new IndexChange(List.of(), Map.of(), Map.of(), Map.of(), Map.of(), opinions, Map.of()));
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
