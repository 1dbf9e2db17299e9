package io.wood.curation;

import io.wood.contracts.CandidateRanked;
import io.wood.contracts.CurationDecided;
import io.wood.contracts.CurationStanding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings pieces of the log into the view, each together with the offsets it ends at: after a crash
 * the view stands at the end of some batch and goes on from there.
 */
final class ViewWriter {
  private final ViewDatabase database;

  ViewWriter(ViewDatabase database) {
    this.database = database;
  }

  /** Where to read on, per partition; a partition that is missing was never read. */
  Map<LogPosition, Long> positions() {
    return database.read(
        connection -> {
          Map<LogPosition, Long> positions = new HashMap<>();
          try (PreparedStatement select =
                  connection.prepareStatement("SELECT topic, part, next_offset FROM progress");
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              positions.put(new LogPosition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
          }
          return positions;
        });
  }

  /**
   * Says which log the view is about to follow; when it held another one, it forgets it.
   *
   * @param log what identifies the log, such as its topic ids
   * @return true when the view was emptied
   */
  boolean follow(String log) {
    String known =
        database.read(
            connection -> {
              try (PreparedStatement select =
                      connection.prepareStatement("SELECT content FROM origin WHERE name = 'log'");
                  ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
              }
            });
    if (log.equals(known)) {
      return false;
    }
    database.clear();
    database.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO origin VALUES ('log', ?)")) {
            insert.setString(1, log);
            return insert.executeUpdate();
          }
        });
    return known != null;
  }

  /** A long log follows: reading has to wait. */
  void beginRebuild() {
    database.unreadable();
  }

  /** The long log is over. */
  void endRebuild() {
    if (!database.isReadable()) {
      database.readable();
    }
  }

  /** Applies a batch in one transaction. */
  ViewChange apply(Batch batch) {
    return database.write(connection -> apply(connection, batch));
  }

  private static ViewChange apply(Connection connection, Batch batch) throws SQLException {
    Map<String, CandidateRanked> newest = new HashMap<>();
    batch.ranked().forEach(event -> newest.merge(event.image(), event, RankOrder::newer));
    Set<String> decided =
        batch.decided().stream().map(CurationDecided::image).collect(Collectors.toSet());
    Set<String> touched = new HashSet<>(newest.keySet());
    touched.addAll(decided);

    CandidateTable candidates = new CandidateTable(connection);
    Map<String, CandidateTable.Known> before = candidates.known(touched);
    Map<String, Facets> after = new HashMap<>();
    before.forEach((image, known) -> after.put(image, known.facets()));
    candidates.store(newest, before, after);

    Set<String> undetermined = new HashSet<>(decided);
    newest.keySet().stream().filter(image -> !before.containsKey(image)).forEach(undetermined::add);
    Map<String, Standing> standings = decide(connection, batch, undetermined);
    candidates.update(standings, after);

    Map<String, Facets> was = new HashMap<>();
    before.forEach((image, known) -> was.put(image, known.facets()));
    new TallyTable(connection).add(was, after);
    advance(connection, batch.next());
    standings.keySet().retainAll(after.keySet());
    return new ViewChange(
        standings,
        batch.decided().stream().map(CurationDecided::decision).collect(Collectors.toSet()),
        after.size() - before.size());
  }

  /** Adds the decisions; gives back how the images stand, those without a decision left out. */
  private static Map<String, Standing> decide(
      Connection connection, Batch batch, Set<String> images) throws SQLException {
    DecisionTable table = new DecisionTable(connection);
    Map<String, List<Decision>> decisions = table.of(images);
    Map<String, CurationStanding<Decision>> before = new HashMap<>();
    decisions.forEach((image, known) -> before.put(image, CurationStanding.of(known)));
    table.store(batch.decided());
    for (CurationDecided event : batch.decided()) {
      decisions.computeIfAbsent(event.image(), image -> new ArrayList<>(1)).add(Decision.of(event));
    }
    Map<String, CurationStanding<Decision>> after = new HashMap<>();
    Map<String, Standing> standings = new HashMap<>();
    decisions.forEach(
        (image, all) -> {
          CurationStanding<Decision> standing = CurationStanding.of(all);
          after.put(image, standing);
          standings.put(image, DecisionFold.fold(standing, all));
        });
    new OpinionTable(connection).update(before, after);
    return standings;
  }

  private static void advance(Connection connection, Map<LogPosition, Long> next)
      throws SQLException {
    try (PreparedStatement merge =
        connection.prepareStatement("MERGE INTO progress KEY (topic, part) VALUES (?, ?, ?)")) {
      for (Map.Entry<LogPosition, Long> position : next.entrySet()) {
        merge.setString(1, position.getKey().topic());
        merge.setInt(2, position.getKey().partition());
        merge.setLong(3, position.getValue());
        merge.addBatch();
      }
      merge.executeBatch();
    }
  }
}
