package io.wood.curation.view;

import io.wood.curation.model.ShownGeneration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Stores the generation that is shown, in the table {@code origin}. */
final class ShownTable {
  private static final String NAME = "generation";

  private ShownTable() {}

  static ShownGeneration read(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT content FROM origin WHERE name = ?")) {
      select.setString(1, NAME);
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          return ShownGeneration.NEWEST;
        }
        String[] parts = rows.getString(1).split(" ", 2);
        return new ShownGeneration(parts[1].isEmpty() ? null : parts[1], Long.parseLong(parts[0]));
      }
    }
  }

  static void write(Connection connection, ShownGeneration shown) throws SQLException {
    try (PreparedStatement merge =
        connection.prepareStatement("MERGE INTO origin KEY (name) VALUES (?, ?)")) {
      merge.setString(1, NAME);
      merge.setString(2, shown.chosenAt() + " " + (shown.weights() == null ? "" : shown.weights()));
      merge.executeUpdate();
    }
  }
}
