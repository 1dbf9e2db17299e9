package io.wood.curation.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Reads the rows of a table in the order of their numbers, piece by piece: the database keeps the
 * whole result of a query, and writes a long one to the disk.
 */
public final class NumberedRows {
  private static final int PIECE = 5_000;

  private NumberedRows() {}

  /** Takes the row that the results stand on. */
  public interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /**
   * Reads all of them.
   *
   * @param columns besides the number, which is the first one
   * @param read for pieces that were read
   */
  public static void each(
      Connection connection, String table, String columns, RowReader row, Runnable read)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT number, %s FROM %s WHERE number > ? ORDER BY number LIMIT ?"
                .formatted(columns, table))) {
      select.setInt(2, PIECE);
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
        read.run();
      } while (number > before);
    }
  }
}
