package io.wood.curation;

import io.wood.contracts.CurationDecided;
import io.wood.contracts.CurationDecided.Verdict;
import io.wood.store.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the rows of decisions and folds them, inside somebody's transaction. */
final class DecisionTable {
  private final Connection connection;

  DecisionTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * Adds decisions; of one that was sent twice the earlier stays, whichever arrives first: the same
   * one that {@link io.wood.contracts.CurationStanding} means.
   */
  void store(Collection<CurationDecided> events) throws SQLException {
    try (PreparedStatement merge =
        connection.prepareStatement(
            """
            MERGE INTO decision d USING (VALUES (CAST(? AS VARCHAR), CAST(? AS BINARY(32)),
              CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS BIGINT), CAST(? AS VARCHAR),
              CAST(? AS INT), CAST(? AS VARBINARY)))
              n (id, image, verdict, reviewer, decided_at, replaces, quorum, event)
            ON d.id = n.id
            WHEN MATCHED
              AND (n.decided_at, n.verdict, n.reviewer, COALESCE(n.replaces, ''), n.quorum)
                < (d.decided_at, d.verdict, d.reviewer, COALESCE(d.replaces, ''), d.quorum)
              THEN UPDATE SET verdict = n.verdict, reviewer = n.reviewer,
                decided_at = n.decided_at, replaces = n.replaces, quorum = n.quorum,
                event = n.event
            WHEN NOT MATCHED THEN
              INSERT (id, image, verdict, reviewer, decided_at, replaces, quorum, event)
              VALUES (n.id, n.image, n.verdict, n.reviewer, n.decided_at, n.replaces, n.quorum,
                n.event)
            """)) {
      for (CurationDecided event : events) {
        merge.setString(1, event.decision());
        merge.setBytes(2, Hex.bytes(event.image()));
        merge.setString(3, event.verdict().name());
        merge.setString(4, event.reviewer());
        merge.setLong(5, Nanos.of(event.decidedAt()));
        merge.setString(6, event.replaces());
        merge.setInt(7, event.quorum());
        merge.setBytes(8, Json.canonical(event));
        merge.addBatch();
      }
      merge.executeBatch();
    }
  }

  /** What has been decided about these images; those without a decision are left out. */
  Map<String, List<Decision>> of(Set<String> images) throws SQLException {
    Map<String, List<Decision>> decisions = new HashMap<>();
    if (images.isEmpty()) {
      return decisions;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, image, verdict, reviewer, decided_at, replaces, quorum FROM decision"
                + " WHERE image = ANY(?)")) {
      select.setObject(1, Hex.array(images));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Decision decision =
              new Decision(
                  rows.getString(1),
                  Hex.text(rows.getBytes(2)),
                  Verdict.valueOf(rows.getString(3)),
                  rows.getString(4),
                  Nanos.instant(rows.getLong(5)),
                  rows.getString(6),
                  rows.getInt(7));
          decisions.computeIfAbsent(decision.image(), image -> new ArrayList<>()).add(decision);
        }
      }
    }
    return decisions;
  }
}
