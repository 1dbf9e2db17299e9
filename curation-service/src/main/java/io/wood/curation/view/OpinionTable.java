package io.wood.curation.view;

import io.wood.contracts.event.CurationStanding;
import io.wood.curation.model.Decision;
import io.wood.curation.model.ReviewerAgreement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes the opinions of reviewers (with a shared quorum), and how often reviewers agree, inside a
 * transaction of the caller.
 */
final class OpinionTable {
  private final Connection connection;

  OpinionTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * Writes the changes of a batch.
   *
   * @param before standings before the batch, by slot
   * @param after standings after the batch, by slot
   * @return reviewers who have an opinion, by slot, for images with a shared quorum before or after
   */
  Map<Integer, Set<String>> update(
      Map<Integer, CurationStanding<Decision>> before,
      Map<Integer, CurationStanding<Decision>> after)
      throws SQLException {
    Map<String, ReviewerAgreement> changes = new HashMap<>();
    before.values().forEach(standing -> ReviewerAgreement.count(standing, -1, changes));
    after.values().forEach(standing -> ReviewerAgreement.count(standing, 1, changes));
    changes.values().removeIf(ReviewerAgreement::isNothing);
    if (!changes.isEmpty()) {
      count(changes);
    }
    Map<Integer, Set<String>> opinions = new HashMap<>();
    before.forEach(
        (slot, standing) -> {
          if (isShared(standing)) {
            opinions.put(slot, Set.of());
          }
        });
    after.forEach(
        (slot, standing) -> {
          if (isShared(standing)) {
            opinions.put(slot, standing.opinions().keySet());
          }
        });
    if (!opinions.isEmpty()) {
      replace(opinions.keySet(), after);
    }
    return opinions;
  }

  private static boolean isShared(CurationStanding<Decision> standing) {
    return standing.last() != null && standing.last().quorum() > 1;
  }

  private void count(Map<String, ReviewerAgreement> changes) throws SQLException {
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
      for (Map.Entry<String, ReviewerAgreement> change : changes.entrySet()) {
        merge.setString(1, change.getKey());
        merge.setLong(2, change.getValue().compared());
        merge.setLong(3, change.getValue().agreed());
        merge.addBatch();
      }
      merge.executeBatch();
    }
  }

  private void replace(Set<Integer> slots, Map<Integer, CurationStanding<Decision>> after)
      throws SQLException {
    try (PreparedStatement delete =
            connection.prepareStatement("DELETE FROM opinion WHERE slot = ?");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO opinion VALUES (?, ?, ?)")) {
      for (int slot : slots) {
        delete.setInt(1, slot);
        delete.addBatch();
      }
      delete.executeBatch();
      for (int slot : slots) {
        CurationStanding<Decision> standing = after.get(slot);
        if (standing == null || !isShared(standing)) {
          continue;
        }
        for (Decision opinion : standing.opinions().values()) {
          insert.setInt(1, slot);
          insert.setString(2, opinion.reviewer());
          insert.setString(3, opinion.verdict().name());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }
}
