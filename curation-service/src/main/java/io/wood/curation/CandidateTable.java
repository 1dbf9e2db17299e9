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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the rows of candidates, inside somebody's transaction. */
final class CandidateTable {
  private static final ObjectMapper MAPPER = Json.mapper();
  private static final String RANKING =
      "score, predicted_class, model, source, ranked_at, weights, name, width, height, artifact,"
          + " overlay, scores, embedding";

  private final Connection connection;

  CandidateTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * What a row held before the batch.
   *
   * @param rankedAt when its ranking was made, see {@link Nanos}
   * @param weights by which model
   * @param facets what it was counted by
   */
  record Known(long rankedAt, String weights, Facets facets) {}

  Map<String, Known> known(Set<String> images) throws SQLException {
    Map<String, Known> known = new HashMap<>();
    if (images.isEmpty()) {
      return known;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT image, ranked_at, weights, predicted_class, model, source, status, conflict"
                + " FROM candidate WHERE image = ANY(?)")) {
      select.setObject(1, Hex.array(images));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          known.put(
              Hex.text(rows.getBytes(1)),
              new Known(
                  rows.getLong(2),
                  Hex.text(rows.getBytes(3)),
                  new Facets(
                      rows.getString(4),
                      rows.getString(5),
                      rows.getString(6),
                      Status.of(rows.getInt(7)),
                      rows.getBoolean(8))));
        }
      }
    }
    return known;
  }

  /** Adds new candidates and replaces older rankings. */
  void store(
      Map<String, CandidateRanked> ranked, Map<String, Known> before, Map<String, Facets> now)
      throws SQLException {
    try (PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO candidate ("
                    + RANKING
                    + ", image, status, conflict, decided_at, decisions, votes_approved,"
                    + " votes_pruned, quorum, cluster_size, cluster_mixed) VALUES (?, ?, ?, ?, ?,"
                    + " ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, FALSE, 0, 0, 0, 0, 1, 0, FALSE)");
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE candidate SET ("
                    + RANKING
                    + ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE image = ?")) {
      for (CandidateRanked event : ranked.values()) {
        Known known = before.get(event.image());
        if (known != null && !isNewer(event, known)) {
          continue;
        }
        bind(known == null ? insert : update, event);
        Standing standing =
            known == null
                ? Standing.OPEN
                : new Standing(
                    known.facets().status(),
                    null,
                    null,
                    0,
                    known.facets().conflict(),
                    0,
                    Votes.NONE);
        now.put(event.image(), facets(event).with(standing));
      }
      insert.executeBatch();
      update.executeBatch();
    }
  }

  /** Writes how images stand; those that are no candidates yet are left out. */
  void update(Map<String, Standing> standings, Map<String, Facets> now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE candidate SET (status, decision, reviewer, decided_at, conflict, decisions,"
                + " votes_approved, votes_pruned, quorum) = (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " WHERE image = ?")) {
      for (Map.Entry<String, Standing> entry : standings.entrySet()) {
        Standing standing = entry.getValue();
        if (now.computeIfPresent(entry.getKey(), (image, facets) -> facets.with(standing))
            == null) {
          continue;
        }
        update.setInt(1, standing.status().code());
        update.setString(2, standing.decision());
        update.setString(3, standing.reviewer());
        update.setLong(4, standing.decidedAt());
        update.setBoolean(5, standing.conflict());
        update.setInt(6, standing.decisions());
        update.setInt(7, standing.votes().approved());
        update.setInt(8, standing.votes().pruned());
        update.setInt(9, standing.votes().quorum());
        update.setBytes(10, Hex.bytes(entry.getKey()));
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private static boolean isNewer(CandidateRanked event, Known known) {
    return RankOrder.isNewer(
        Nanos.of(event.rankedAt()),
        event.model().weights().sha256(),
        known.rankedAt(),
        known.weights());
  }

  private static Facets facets(CandidateRanked event) {
    return new Facets(
        event.predictedClass(), event.model().experiment(), event.source(), Status.OPEN, false);
  }

  private static void bind(PreparedStatement statement, CandidateRanked event) throws SQLException {
    statement.setDouble(1, event.score());
    statement.setString(2, event.predictedClass());
    statement.setString(3, event.model().experiment());
    statement.setString(4, event.source());
    statement.setLong(5, Nanos.of(event.rankedAt()));
    statement.setBytes(6, Hex.bytes(event.model().weights().sha256()));
    statement.setString(7, event.name());
    statement.setInt(8, event.width());
    statement.setInt(9, event.height());
    statement.setString(10, json(event.artifact()));
    statement.setString(11, event.overlay() == null ? null : json(event.overlay()));
    statement.setString(12, json(event.scores()));
    statement.setBytes(13, bytes(event.embedding()));
    statement.setBytes(14, Hex.bytes(event.image()));
    statement.addBatch();
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
