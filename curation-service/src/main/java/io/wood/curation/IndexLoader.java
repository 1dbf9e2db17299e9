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
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT slot, image, score, predicted_class, model, source, ranked_at, weights, cluster
            FROM candidate WHERE slot >= ? ORDER BY slot LIMIT ?
            """)) {
      int loaded;
      do {
        select.setInt(1, index.slots());
        select.setInt(2, PIECE);
        try (ResultSet rows = select.executeQuery()) {
          loaded = load(rows, index);
        }
      } while (loaded == PIECE);
    }
    loadDecisions(connection, index);
    loadOpinions(connection, index);
  }

  /** Each says how its image stands, until a later one does. */
  private static void loadDecisions(Connection connection, CandidateIndex index)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT number, slot, "
                + DecisionTable.STANDING
                + " FROM decision WHERE number > ? ORDER BY number LIMIT ?")) {
      int number = 0;
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
            new IndexChange(List.of(), Map.of(), standings, lastDecisions, Map.of(), Map.of()));
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
          index.apply(new IndexChange(List.of(), Map.of(), Map.of(), Map.of(), opinions, Map.of()));
          opinions.clear();
        }
        opinions.computeIfAbsent(slot, key -> new HashSet<>()).add(rows.getString(2));
      }
    }
    index.apply(new IndexChange(List.of(), Map.of(), Map.of(), Map.of(), opinions, Map.of()));
  }

  private static int load(ResultSet rows, CandidateIndex index) throws SQLException {
    List<String> images = new ArrayList<>();
    Map<Integer, Ranking> rankings = new HashMap<>();
    Map<Integer, Integer> leaders = new HashMap<>();
    while (rows.next()) {
      int slot = rows.getInt("slot");
      images.add(Hex.text(rows.getBytes("image")));
      if (rows.getBytes("weights") != null) {
        rankings.put(slot, CandidateTable.ranking(rows));
      }
      int leader = rows.getInt("cluster");
      if (!rows.wasNull()) {
        leaders.put(slot, leader);
      }
    }
    index.apply(new IndexChange(images, rankings, Map.of(), Map.of(), Map.of(), leaders));
    return images.size();
  }
}
