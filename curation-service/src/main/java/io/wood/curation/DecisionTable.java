package io.wood.curation;

import io.wood.contracts.CurationDecided;
import io.wood.store.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the rows of decisions, inside somebody's transaction. */
final class DecisionTable {
  /**
   * Of a decision that was sent twice the one that counts, whichever arrived first: the one that
   * {@link io.wood.contracts.CurationStanding} means, and of two that are alike to it the same one
   * everywhere.
   */
  private static final Comparator<CurationDecided> EARLIER =
      Comparator.comparing(CurationDecided::decidedAt)
          .thenComparing(CurationDecided::verdict)
          .thenComparing(CurationDecided::reviewer)
          .thenComparing(decision -> decision.replaces() == null ? "" : decision.replaces())
          .thenComparing(CurationDecided::quorum)
          .thenComparing(Json::canonical, Arrays::compareUnsigned);

  private final Connection connection;

  DecisionTable(Connection connection) {
    this.connection = connection;
  }

  /** The decisions on an image by their ids. */
  Map<String, CurationDecided> of(int slot) throws SQLException {
    Map<String, CurationDecided> decisions = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT event FROM decision WHERE slot = ? ORDER BY decided_at, id")) {
      select.setInt(1, slot);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          CurationDecided decision = Json.read(rows.getBytes(1), CurationDecided.class);
          decisions.put(decision.decision(), decision);
        }
      }
    }
    return decisions;
  }

  /**
   * Adds decisions on an image.
   *
   * @param known those that stand there; afterwards the new ones too
   * @param arrived new ones, and perhaps known ones again
   * @return what is to be written
   */
  static Changes merge(Map<String, CurationDecided> known, List<CurationDecided> arrived) {
    Map<String, CurationDecided> added = new LinkedHashMap<>();
    Map<String, CurationDecided> replaced = new HashMap<>();
    for (CurationDecided event : arrived) {
      CurationDecided same = known.get(event.decision());
      if (same != null && EARLIER.compare(same, event) <= 0) {
        continue;
      }
      (same == null || added.containsKey(event.decision()) ? added : replaced)
          .put(event.decision(), event);
      known.put(event.decision(), event);
    }
    return new Changes(List.copyOf(added.values()), List.copyOf(replaced.values()));
  }

  /**
   * Decisions on an image.
   *
   * @param added that were not there
   * @param replaced that were, as sent a second time at a later instant
   */
  record Changes(List<CurationDecided> added, List<CurationDecided> replaced) {}

  void write(Map<Integer, Changes> changes) throws SQLException {
    write(
        changes,
        Changes::replaced,
        "UPDATE decision SET (verdict, reviewer, decided_at, event) = (?, ?, ?, ?)"
            + " WHERE id = ? AND slot = ?");
    write(
        changes,
        Changes::added,
        "INSERT INTO decision (verdict, reviewer, decided_at, event, id, slot)"
            + " VALUES (?, ?, ?, ?, ?, ?)");
  }

  private interface Part {
    List<CurationDecided> of(Changes changes);
  }

  private void write(Map<Integer, Changes> changes, Part part, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Map.Entry<Integer, Changes> entry : changes.entrySet()) {
        for (CurationDecided event : part.of(entry.getValue())) {
          statement.setString(1, event.verdict().name());
          statement.setString(2, event.reviewer());
          statement.setLong(3, Nanos.of(event.decidedAt()));
          statement.setBytes(4, Json.canonical(event));
          statement.setString(5, event.decision());
          statement.setInt(6, entry.getKey());
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
  }
}
