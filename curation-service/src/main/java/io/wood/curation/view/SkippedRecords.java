package io.wood.curation.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers in the view which records this version cannot read. During a rolling upgrade an old
 * replica skips the events of the new one; the version after it reads them, from the first skipped
 * record of each partition on.
 */
final class SkippedRecords {
  private static final String PREFIX = "skipped ";
  private static final String READER = "reader";

  private final Connection connection;

  SkippedRecords(Connection connection) {
    this.connection = connection;
  }

  /** Stores the offset of a skipped record, unless an earlier one is stored. */
  void add(Map<LogPosition, Long> skipped) throws SQLException {
    Map<String, Long> known = known();
    for (Map.Entry<LogPosition, Long> record : skipped.entrySet()) {
      LogPosition at = record.getKey();
      String name = PREFIX + at.partition() + " " + at.topic();
      if (!known.containsKey(name)) {
        put(name, Long.toString(record.getValue()));
      }
    }
  }

  /**
   * Moves the offsets of the view back to the first skipped records, when another version reads
   * now.
   *
   * @param reader what this version can read, as {@link EventShapes} describes it
   * @return true when the view reads records again
   */
  boolean rewind(String reader) throws SQLException {
    if (reader.equals(content(READER))) {
      return false;
    }
    Map<String, Long> known = known();
    for (Map.Entry<String, Long> record : known.entrySet()) {
      String[] place = record.getKey().split(" ", 3);
      try (PreparedStatement update =
          connection.prepareStatement(
              "UPDATE progress SET next_offset = ? WHERE topic = ? AND part = ?"
                  + " AND next_offset > ?")) {
        update.setLong(1, record.getValue());
        update.setString(2, place[2]);
        update.setInt(3, Integer.parseInt(place[1]));
        update.setLong(4, record.getValue());
        update.executeUpdate();
      }
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM origin WHERE name = ?")) {
        delete.setString(1, record.getKey());
        delete.executeUpdate();
      }
    }
    put(READER, reader);
    return !known.isEmpty();
  }

  private Map<String, Long> known() throws SQLException {
    Map<String, Long> known = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT name, content FROM origin WHERE name LIKE '" + PREFIX + "%'");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        known.put(rows.getString(1), Long.parseLong(rows.getString(2)));
      }
    }
    return known;
  }

  private String content(String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT content FROM origin WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    }
  }

  private void put(String name, String content) throws SQLException {
    try (PreparedStatement merge =
        connection.prepareStatement("MERGE INTO origin KEY (name) VALUES (?, ?)")) {
      merge.setString(1, name);
      merge.setString(2, content);
      merge.executeUpdate();
    }
  }
}
