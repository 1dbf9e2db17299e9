package io.wood.curation.view;

import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.contracts.api.curation.VoteCounts;
import io.wood.contracts.event.CurationDecided;
import io.wood.curation.index.CandidateIndex;
import io.wood.curation.model.EpochNanos;
import io.wood.curation.model.ReviewState;
import io.wood.store.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads and writes the rows of decisions inside a transaction of the caller. */
public final class DecisionTable {

  /** Columns with the review state of an image after the decision of a row. */
  public static final String STATE_COLUMNS =
      "status, conflict, last_reviewer, last_decision, last_decided_at, decisions, votes_approved,"
          + " votes_pruned, quorum";

  /**
   * Orders events with the same decision id; the first one counts, whichever arrives first. It is
   * the one that {@link io.wood.contracts.event.CurationStanding} chooses; the last criterion makes
   * every replica choose the same of two that are equal for it.
   */
  private static final Comparator<CurationDecided> EARLIER =
      Comparator.comparing(CurationDecided::decidedAt)
          .thenComparing(CurationDecided::verdict)
          .thenComparing(CurationDecided::reviewer)
          .thenComparing(decision -> decision.replaces() == null ? "" : decision.replaces())
          .thenComparing(CurationDecided::quorum)
          .thenComparing(Json::canonical, Arrays::compareUnsigned);

  private final Connection connection;

  public DecisionTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * A row of the table.
   *
   * @param number number of the row
   * @param event the decision
   */
  public record DecisionRow(int number, CurationDecided event) {}

  /** The decisions on an image by their ids, read backwards from the row of the last one. */
  public Map<String, DecisionRow> of(int last) throws SQLException {
    Map<String, DecisionRow> decisions = new HashMap<>();
    if (last == CandidateIndex.NO_ROW) {
      return decisions;
    }
    try (PreparedStatement select =
        connection.prepareStatement("SELECT previous, event FROM decision WHERE number = ?")) {
      int number = last;
      while (number != CandidateIndex.NO_ROW) {
        select.setInt(1, number);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          CurationDecided decision = Json.read(row.getBytes(2), CurationDecided.class);
          decisions.put(decision.decision(), new DecisionRow(number, decision));
          number = row.getInt(1);
        }
      }
    }
    return decisions;
  }

  /**
   * Passes every decision to a sink, in the order (time, id) in which they count, as the JSON that
   * was published: a copy of a million decisions need not read and write each one.
   */
  public void each(Consumer<byte[]> sink) throws SQLException {
    try (Statement lazy = connection.createStatement()) {
      // Otherwise the whole result is copied before its first row is read.
      lazy.execute("SET LAZY_QUERY_EXECUTION 1");
      try (PreparedStatement select =
              connection.prepareStatement("SELECT event FROM decision ORDER BY decided_at, id");
          ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          sink.accept(rows.getBytes(1));
        }
      } finally {
        lazy.execute("SET LAZY_QUERY_EXECUTION 0");
      }
    }
  }

  /** The number of the last row, 0 when the table is empty. */
  int last() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT COALESCE(MAX(number), 0) FROM decision");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }

  /**
   * Merges decisions on an image into the stored ones.
   *
   * @param known stored decisions by id; the new ones are added
   * @param arrived decisions of the batch, known ones included
   * @param last number of the last row of the table
   * @return the rows to write
   */
  static RowChanges merge(Map<String, DecisionRow> known, List<CurationDecided> arrived, int last) {
    Map<String, DecisionRow> added = new LinkedHashMap<>();
    Map<String, DecisionRow> replaced = new LinkedHashMap<>();
    for (CurationDecided event : arrived) {
      DecisionRow same = known.get(event.decision());
      if (same != null && EARLIER.compare(same.event(), event) <= 0) {
        continue;
      }
      DecisionRow row =
          new DecisionRow(same == null ? last + added.size() + 1 : same.number(), event);
      (row.number() > last ? added : replaced).put(event.decision(), row);
      known.put(event.decision(), row);
    }
    return new RowChanges(List.copyOf(added.values()), List.copyOf(replaced.values()));
  }

  /**
   * Rows of one image to write.
   *
   * @param added new decisions
   * @param replaced stored decisions of which an earlier event with the same id has arrived
   */
  record RowChanges(List<DecisionRow> added, List<DecisionRow> replaced) {}

  /**
   * The effect of a batch on an image.
   *
   * @param changes rows to write
   * @param previous row of the last decision before the batch
   * @param state review state after the batch
   */
  record ImageDecisions(RowChanges changes, int previous, ReviewState state) {
    /** Row of the last decision after the batch. */
    int last() {
      List<DecisionRow> added = changes.added();
      return added.isEmpty() ? previous : added.get(added.size() - 1).number();
    }
  }

  /** Writes the rows of images, by slot. */
  void write(Map<Integer, ImageDecisions> images) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO decision (status, conflict, last_reviewer, last_decision,"
                + " last_decided_at, decisions, votes_approved, votes_pruned, quorum, verdict,"
                + " reviewer, decided_at, event, id, number, slot, previous)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Map.Entry<Integer, ImageDecisions> image : images.entrySet()) {
        int previous = image.getValue().previous();
        for (DecisionRow row : image.getValue().changes().added()) {
          bind(insert, image.getValue().state());
          bind(insert, 10, row);
          insert.setInt(16, image.getKey());
          insert.setInt(17, previous);
          insert.addBatch();
          previous = row.number();
        }
      }
      insert.executeBatch();
    }
    List<ImageDecisions> replaced =
        images.values().stream().filter(image -> !image.changes().replaced().isEmpty()).toList();
    if (!replaced.isEmpty()) {
      replace(replaced);
    }
  }

  private void replace(List<ImageDecisions> images) throws SQLException {
    try (PreparedStatement event =
            connection.prepareStatement(
                "UPDATE decision SET (verdict, reviewer, decided_at, event, id) ="
                    + " (?, ?, ?, ?, ?) WHERE number = ?");
        PreparedStatement state =
            connection.prepareStatement(
                "UPDATE decision SET (status, conflict, last_reviewer, last_decision,"
                    + " last_decided_at, decisions, votes_approved, votes_pruned, quorum) ="
                    + " (?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE number = ?")) {
      for (ImageDecisions image : images) {
        for (DecisionRow row : image.changes().replaced()) {
          bind(event, 1, row);
          event.executeUpdate();
        }
        bind(state, image.state());
        state.setInt(10, image.last());
        state.executeUpdate();
      }
    }
  }

  /** The review state in a row; a row without a decision belongs to an open image. */
  public static ReviewState state(ResultSet row) throws SQLException {
    String last = row.getString("last_decision");
    if (last == null) {
      return ReviewState.OPEN;
    }
    return new ReviewState(
        ReviewStatus.of(row.getInt("status")),
        last,
        row.getString("last_reviewer"),
        row.getLong("last_decided_at"),
        row.getBoolean("conflict"),
        row.getInt("decisions"),
        new VoteCounts(
            row.getInt("votes_approved"), row.getInt("votes_pruned"), row.getInt("quorum")));
  }

  private static void bind(PreparedStatement statement, ReviewState state) throws SQLException {
    statement.setInt(1, state.status().code());
    statement.setBoolean(2, state.conflict());
    statement.setString(3, state.reviewer());
    statement.setString(4, state.decision());
    statement.setLong(5, state.decidedAt());
    statement.setInt(6, state.decisions());
    statement.setInt(7, state.votes().approved());
    statement.setInt(8, state.votes().pruned());
    statement.setInt(9, state.votes().quorum());
  }

  private static void bind(PreparedStatement statement, int from, DecisionRow row)
      throws SQLException {
    CurationDecided event = row.event();
    statement.setString(from, event.verdict().name());
    statement.setString(from + 1, event.reviewer());
    statement.setLong(from + 2, EpochNanos.of(event.decidedAt()));
    statement.setBytes(from + 3, Json.canonical(event));
    statement.setString(from + 4, event.decision());
    statement.setInt(from + 5, row.number());
  }
}
