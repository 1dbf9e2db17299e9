package io.wood.curation;

import io.wood.contracts.CurationStanding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps who is of which opinion where several people must agree, and how often people agree, inside
 * somebody's transaction.
 */
final class OpinionTable {
  private final Connection connection;

  OpinionTable(Connection connection) {
    this.connection = connection;
  }

  /** Writes what is different after a batch. */
  void update(
      Map<String, CurationStanding<Decision>> before, Map<String, CurationStanding<Decision>> after)
      throws SQLException {
    Map<String, Agreement> changes = new HashMap<>();
    before.values().forEach(standing -> Agreement.count(standing, -1, changes));
    after.values().forEach(standing -> Agreement.count(standing, 1, changes));
    changes.values().removeIf(Agreement::isNothing);
    if (!changes.isEmpty()) {
      count(changes);
    }
    Set<String> shared = new HashSet<>();
    before.forEach((image, standing) -> note(image, standing, shared));
    after.forEach((image, standing) -> note(image, standing, shared));
    if (!shared.isEmpty()) {
      replace(shared, after);
    }
  }

  private static void note(String image, CurationStanding<Decision> standing, Set<String> shared) {
    if (standing.last() != null && standing.last().quorum() > 1) {
      shared.add(image);
    }
  }

  private void count(Map<String, Agreement> changes) throws SQLException {
    try (PreparedStatement merge =
        connection.prepareStatement(
            """
            MERGE INTO agreement a USING (VALUES (CAST(? AS VARCHAR), CAST(? AS BIGINT),
              CAST(? AS BIGINT))) n (reviewer, compared, agreed)
            ON a.reviewer = n.reviewer
            WHEN MATCHED THEN UPDATE SET
              compared = a.compared + n.compared, agreed = a.agreed + n.agreed
            WHEN NOT MATCHED THEN INSERT VALUES (n.reviewer, n.compared, n.agreed)
            """)) {
      for (Map.Entry<String, Agreement> change : changes.entrySet()) {
        merge.setString(1, change.getKey());
        merge.setLong(2, change.getValue().compared());
        merge.setLong(3, change.getValue().agreed());
        merge.addBatch();
      }
      merge.executeBatch();
    }
  }

  private void replace(Set<String> images, Map<String, CurationStanding<Decision>> after)
      throws SQLException {
    try (PreparedStatement delete =
            connection.prepareStatement("DELETE FROM opinion WHERE image = ANY(?)");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO opinion VALUES (?, ?, ?)")) {
      delete.setObject(1, Hex.array(images));
      delete.executeUpdate();
      for (String image : images) {
        CurationStanding<Decision> standing = after.get(image);
        if (standing == null || standing.last().quorum() == 1) {
          continue;
        }
        for (Decision opinion : standing.opinions().values()) {
          insert.setBytes(1, Hex.bytes(image));
          insert.setString(2, opinion.reviewer());
          insert.setString(3, opinion.verdict().name());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }
}
