package io.wood.curation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wood.contracts.CandidateRanked;
import io.wood.store.Json;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;

/** Writes the rows of candidates, inside somebody's transaction. */
final class CandidateTable {
  private static final ObjectMapper MAPPER = Json.mapper();

  private final Connection connection;

  CandidateTable(Connection connection) {
    this.connection = connection;
  }

  /** Adds images, ranked or decided or both, each with what the batch says of it. */
  void add(
      Map<String, Integer> images, Map<Integer, Ranking> rankings, Map<Integer, Standing> standings)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO candidate (score, predicted_class, model, source, ranked_at, weights,"
                + " status, conflict, reviewer, decision, decided_at, decisions, votes_approved,"
                + " votes_pruned, quorum, image, slot)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Map.Entry<String, Integer> image : images.entrySet()) {
        bind(insert, 1, rankings.get(image.getValue()));
        bind(insert, 7, standings.getOrDefault(image.getValue(), Standing.OPEN));
        insert.setBytes(16, Hex.bytes(image.getKey()));
        insert.setInt(17, image.getValue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Says of known images how they are ranked now. */
  void rank(Map<Integer, Ranking> rankings) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE candidate SET (score, predicted_class, model, source, ranked_at, weights)"
                + " = (?, ?, ?, ?, ?, ?) WHERE slot = ?")) {
      for (Map.Entry<Integer, Ranking> ranking : rankings.entrySet()) {
        bind(update, 1, ranking.getValue());
        update.setInt(7, ranking.getKey());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /** Says of known images how they stand now. */
  void decide(Map<Integer, Standing> standings) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE candidate SET (status, conflict, reviewer, decision, decided_at, decisions,"
                + " votes_approved, votes_pruned, quorum) = (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " WHERE slot = ?")) {
      for (Map.Entry<Integer, Standing> standing : standings.entrySet()) {
        bind(update, 1, standing.getValue());
        update.setInt(10, standing.getKey());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /** Writes what is only shown of rankings: of images never ranked before, or of others. */
  void describe(Map<Integer, CandidateRanked> events, boolean first) throws SQLException {
    try (PreparedStatement write =
        connection.prepareStatement(
            first
                ? "INSERT INTO detail (name, width, height, artifact, overlay, scores, embedding,"
                    + " slot) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                : "UPDATE detail SET (name, width, height, artifact, overlay, scores, embedding)"
                    + " = (?, ?, ?, ?, ?, ?, ?) WHERE slot = ?")) {
      for (Map.Entry<Integer, CandidateRanked> entry : events.entrySet()) {
        CandidateRanked event = entry.getValue();
        write.setString(1, event.name());
        write.setInt(2, event.width());
        write.setInt(3, event.height());
        write.setString(4, json(event.artifact()));
        write.setString(5, event.overlay() == null ? null : json(event.overlay()));
        write.setString(6, json(event.scores()));
        write.setBytes(7, bytes(event.embedding()));
        write.setInt(8, entry.getKey());
        write.addBatch();
      }
      write.executeBatch();
    }
  }

  /** Says of images which looks like which; null for one that looks like no other. */
  void group(Map<Integer, Integer> leaders) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE candidate SET cluster = ? WHERE slot = ?")) {
      for (Map.Entry<Integer, Integer> leader : leaders.entrySet()) {
        if (leader.getValue() == Clusters.NONE) {
          update.setNull(1, Types.INTEGER);
        } else {
          update.setInt(1, leader.getValue());
        }
        update.setInt(2, leader.getKey());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /** How the image of a row stands. */
  static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        Status.of(row.getInt("status")),
        row.getString("decision"),
        row.getString("reviewer"),
        row.getLong("decided_at"),
        row.getBoolean("conflict"),
        row.getInt("decisions"),
        new Votes(row.getInt("votes_approved"), row.getInt("votes_pruned"), row.getInt("quorum")));
  }

  /** What the newest model said of the image of a row. */
  static Ranking ranking(ResultSet row) throws SQLException {
    return new Ranking(
        row.getDouble("score"),
        row.getString("predicted_class"),
        row.getString("model"),
        row.getString("source"),
        row.getLong("ranked_at"),
        Hex.text(row.getBytes("weights")));
  }

  private static void bind(PreparedStatement statement, int from, Ranking ranking)
      throws SQLException {
    if (ranking == null) {
      for (int i = 0; i < 6; i++) {
        statement.setNull(from + i, Types.NULL);
      }
      return;
    }
    statement.setDouble(from, ranking.score());
    statement.setString(from + 1, ranking.predictedClass());
    statement.setString(from + 2, ranking.model());
    statement.setString(from + 3, ranking.source());
    statement.setLong(from + 4, ranking.rankedAt());
    statement.setBytes(from + 5, Hex.bytes(ranking.weights()));
  }

  private static void bind(PreparedStatement statement, int from, Standing standing)
      throws SQLException {
    statement.setInt(from, standing.status().code());
    statement.setBoolean(from + 1, standing.conflict());
    statement.setString(from + 2, standing.reviewer());
    statement.setString(from + 3, standing.decision());
    statement.setLong(from + 4, standing.decidedAt());
    statement.setInt(from + 5, standing.decisions());
    statement.setInt(from + 6, standing.votes().approved());
    statement.setInt(from + 7, standing.votes().pruned());
    statement.setInt(from + 8, standing.votes().quorum());
  }

  private static byte[] bytes(List<Float> embedding) {
    ByteBuffer buffer = ByteBuffer.allocate(embedding.size() * Float.BYTES);
    embedding.forEach(buffer::putFloat);
    return buffer.array();
  }

  private static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value + " cannot be written as JSON", e);
    }
  }
}
