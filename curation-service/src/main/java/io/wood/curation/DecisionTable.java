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

  /** Adds decisions; of one that was sent twice the earlier stays, whichever arrives first. */
  void store(Collection<CurationDecided> events) throws SQLException {
    try (PreparedStatement merge =
        connection.prepareStatement(
            """
            MERGE INTO decision d USING (VALUES (CAST(? AS VARCHAR), CAST(? AS BINARY(32)),
              CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS BIGINT), CAST(? AS VARCHAR),
              CAST(? AS VARBINARY))) n (id, image, verdict, reviewer, decided_at, replaces, event)
            ON d.id = n.id
            WHEN MATCHED AND n.decided_at < d.decided_at THEN UPDATE SET
              verdict = n.verdict, reviewer = n.reviewer, decided_at = n.decided_at,
              replaces = n.replaces, event = n.event
            WHEN NOT MATCHED THEN INSERT (id, image, verdict, reviewer, decided_at, replaces, event)
              VALUES (n.id, n.image, n.verdict, n.reviewer, n.decided_at, n.replaces, n.event)
            """)) {
      for (CurationDecided event : events) {
        merge.setString(1, event.decision());
        merge.setBytes(2, Hex.bytes(event.image()));
        merge.setString(3, event.verdict().name());
        merge.setString(4, event.reviewer());
        merge.setLong(5, Nanos.of(event.decidedAt()));
        merge.setString(6, event.replaces());
        merge.setBytes(7, Json.canonical(event));
        merge.addBatch();
      }
      merge.executeBatch();
    }
  }

  /** How these images stand; those without a decision are left out. */
  Map<String, Standing> standings(Set<String> images) throws SQLException {
    Map<String, List<Decision>> decisions = new HashMap<>();
    if (!images.isEmpty()) {
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT id, image, verdict, reviewer, decided_at, replaces FROM decision"
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
                    rows.getLong(5),
                    rows.getString(6));
            decisions.computeIfAbsent(decision.image(), image -> new ArrayList<>()).add(decision);
          }
        }
      }
    }
    Map<String, Standing> standings = new HashMap<>();
    decisions.forEach((image, all) -> standings.put(image, DecisionFold.fold(all)));
    return standings;
  }
}
