package io.wood.curation;

import io.wood.contracts.CandidateRanked;
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
  private final Connection connection;

  CandidateTable(Connection connection) {
    this.connection = connection;
  }

  /** Adds images, each with what the batch says of it. */
  void add(Map<String, Integer> images, Map<Integer, Ranking> rankings) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO candidate (score, predicted_class, model, source, ranked_at, weights,"
                + " image, slot) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Map.Entry<String, Integer> image : images.entrySet()) {
        bind(insert, rankings.get(image.getValue()));
        insert.setBytes(7, Hex.bytes(image.getKey()));
        insert.setInt(8, image.getValue());
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
        bind(update, ranking.getValue());
        update.setInt(7, ranking.getKey());
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
                ? "INSERT INTO detail (shown, embedding, slot) VALUES (?, ?, ?)"
                : "UPDATE detail SET (shown, embedding) = (?, ?) WHERE slot = ?")) {
      for (Map.Entry<Integer, CandidateRanked> event : events.entrySet()) {
        write.setBytes(1, Detail.of(event.getValue()).bytes());
        write.setBytes(2, bytes(event.getValue().embedding()));
        write.setInt(3, event.getKey());
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

  private static void bind(PreparedStatement statement, Ranking ranking) throws SQLException {
    if (ranking == null) {
      for (int i = 1; i <= 6; i++) {
        statement.setNull(i, Types.NULL);
      }
      return;
    }
    statement.setDouble(1, ranking.score());
    statement.setString(2, ranking.predictedClass());
    statement.setString(3, ranking.model());
    statement.setString(4, ranking.source());
    statement.setLong(5, ranking.rankedAt());
    statement.setBytes(6, Hex.bytes(ranking.weights()));
  }

  private static byte[] bytes(List<Float> embedding) {
    ByteBuffer buffer = ByteBuffer.allocate(embedding.size() * Float.BYTES);
    embedding.forEach(buffer::putFloat);
    return buffer.array();
  }
}
