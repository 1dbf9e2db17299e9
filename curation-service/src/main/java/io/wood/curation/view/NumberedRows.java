package io.wood.curation.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Reads the rows of a table in batches, in the order of their numbers. H2 keeps the whole result of
 * a query and writes a long one to disk; batches avoid that.
 */
public final class NumberedRows {
  private static final int BATCH = 5_000;

  private NumberedRows() {}

  /** Reads the current row of a result set. */
  public interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /**
   * Reads all rows.
   *
   * @param columns columns after the number, which is the first one
   * @param afterBatch called after each batch
   */
  public static void each(
      Connection connection, String table, String columns, RowReader row, Runnable afterBatch)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT number, %s FROM %s WHERE number > ? ORDER BY number LIMIT ?"
                .formatted(columns, table))) {
      select.setInt(2, BATCH);
      int number = 0;
      int before;
      do {
        before = number;
        select.setInt(1, number);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            number = rows.getInt(1);
            row.read(rows);
          }
        }
        afterBatch.run();
      } while (number > before);
    }
  }
}
