package io.wood.curation.view;

import io.wood.contracts.event.CandidateRanked;
import io.wood.curation.index.CandidateIndex;
import io.wood.curation.model.HexHash;
import io.wood.curation.model.RankedScore;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;

/** Writes the rows of candidates inside a transaction of the caller. */
public final class CandidateTable {

  private final Connection connection;

  public CandidateTable(Connection connection) {
    this.connection = connection;
  }

  /** The number of the last row, 0 when the table is empty. */
  int last() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT COALESCE(MAX(number), 0) FROM candidate");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }

  /**
   * A row.
   *
   * @param number its number
   * @param event the ranking; null for an image that was decided before it was ranked
   */
  record CandidateRow(int number, int slot, String image, CandidateRanked event) {}

  /** Adds rows. */
  void add(List<CandidateRow> rows) throws SQLException {
    try (PreparedStatement candidate =
            connection.prepareStatement(
                "INSERT INTO candidate (score, predicted_class, model, source, ranked_at, weights,"
                    + " image, slot, number) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        PreparedStatement detail =
            connection.prepareStatement(
                "INSERT INTO detail (shown, embedding, slot, number) VALUES (?, ?, ?, ?)")) {
      for (CandidateRow row : rows) {
        int slot = row.slot();
        CandidateRanked event = row.event();
        bind(candidate, event == null ? null : RankedScore.of(event));
        candidate.setBytes(7, HexHash.bytes(row.image()));
        candidate.setInt(8, slot);
        candidate.setInt(9, row.number());
        candidate.addBatch();
        if (event != null) {
          detail.setBytes(1, CandidateDetail.of(event).bytes());
          detail.setBytes(2, bytes(event.embedding()));
          detail.setInt(3, slot);
          detail.setInt(4, row.number());
          detail.addBatch();
        }
      }
      candidate.executeBatch();
      detail.executeBatch();
    }
  }

  /** Stores when classifiers dismissed images for the last time, by slot. */
  void dismiss(Map<Integer, Long> times) throws SQLException {
    try (PreparedStatement merge =
        connection.prepareStatement("MERGE INTO dismissal KEY (slot) VALUES (?, ?)")) {
      for (Map.Entry<Integer, Long> time : times.entrySet()) {
        merge.setInt(1, time.getKey());
        merge.setLong(2, time.getValue());
        merge.addBatch();
      }
      merge.executeBatch();
    }
  }

  /**
   * Stores the leaders of look-alike clusters by slot; {@link CandidateIndex#NO_LEADER} removes an
   * image from its cluster.
   */
  public void group(Map<Integer, Integer> leaders) throws SQLException {
    try (PreparedStatement merge =
            connection.prepareStatement("MERGE INTO cluster KEY (slot) VALUES (?, ?)");
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM cluster WHERE slot = ?")) {
      for (Map.Entry<Integer, Integer> leader : leaders.entrySet()) {
        if (leader.getValue() == CandidateIndex.NO_LEADER) {
          delete.setInt(1, leader.getKey());
          delete.addBatch();
        } else {
          merge.setInt(1, leader.getKey());
          merge.setInt(2, leader.getValue());
          merge.addBatch();
        }
      }
      merge.executeBatch();
      delete.executeBatch();
    }
  }

  /** The ranking in a row. */
  public static RankedScore ranking(ResultSet row) throws SQLException {
    return new RankedScore(
        row.getDouble("score"),
        row.getString("predicted_class"),
        row.getString("model"),
        row.getString("source"),
        row.getLong("ranked_at"),
        HexHash.text(row.getBytes("weights")));
  }

  private static void bind(PreparedStatement statement, RankedScore ranking) throws SQLException {
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
    statement.setBytes(6, HexHash.bytes(ranking.weights()));
  }

  private static byte[] bytes(List<Float> embedding) {
    ByteBuffer buffer = ByteBuffer.allocate(embedding.size() * Float.BYTES);
    embedding.forEach(buffer::putFloat);
    return buffer.array();
  }
}
