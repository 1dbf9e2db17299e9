package io.wood.curation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Keeps the counts beside the candidates, so that nobody has to count a million rows. */
final class TallyTable {
  private final Connection connection;

  TallyTable(Connection connection) {
    this.connection = connection;
  }

  void add(Map<String, Facets> before, Map<String, Facets> after) throws SQLException {
    Map<Facets, Integer> changes = new HashMap<>();
    before.values().forEach(facets -> changes.merge(facets, -1, Integer::sum));
    after.values().forEach(facets -> changes.merge(facets, 1, Integer::sum));
    changes.values().removeIf(change -> change == 0);
    try (PreparedStatement merge =
        connection.prepareStatement(
            """
            MERGE INTO tally t USING (VALUES (CAST(? AS VARCHAR), CAST(? AS VARCHAR),
              CAST(? AS VARCHAR), CAST(? AS INT), CAST(? AS BOOLEAN), CAST(? AS BIGINT)))
              n (predicted_class, model, source, status, conflict, change)
            ON t.predicted_class = n.predicted_class AND t.model = n.model
              AND t.source = n.source AND t.status = n.status AND t.conflict = n.conflict
            WHEN MATCHED THEN UPDATE SET candidates = t.candidates + n.change
            WHEN NOT MATCHED THEN INSERT VALUES
              (n.predicted_class, n.model, n.source, n.status, n.conflict, n.change)
            """)) {
      for (Map.Entry<Facets, Integer> change : changes.entrySet()) {
        Facets facets = change.getKey();
        merge.setString(1, facets.predictedClass());
        merge.setString(2, facets.model());
        merge.setString(3, facets.source());
        merge.setInt(4, facets.status().code());
        merge.setBoolean(5, facets.conflict());
        merge.setLong(6, change.getValue());
        merge.addBatch();
      }
      merge.executeBatch();
    }
  }
}
