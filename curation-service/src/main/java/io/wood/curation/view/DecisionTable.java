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
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes the rows of decisions, inside somebody's transaction. */
public final class DecisionTable {

  /** How an image stands after the decision of a row. */
  public static final String STANDING =
      "status, conflict, last_reviewer, last_decision, last_decided_at, decisions, votes_approved,"
          + " votes_pruned, quorum";

  /**
   * Of a decision that was sent twice the one that counts, whichever arrived first: the one that
   * {@link io.wood.contracts.event.CurationStanding} means, and of two that are alike to it the
   * same one everywhere.
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
   * A decision in the table.
   *
   * @param number of its row
   * @param event the decision
   */
  public record Row(int number, CurationDecided event) {}

  /** The decisions on an image by their ids, found from the row of the last one. */
  public Map<String, Row> of(int last) throws SQLException {
    Map<String, Row> decisions = new HashMap<>();
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
          decisions.put(decision.decision(), new Row(number, decision));
          number = row.getInt(1);
        }
      }
    }
    return decisions;
  }

  /** The number of the last row there is. */
  int last() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT COALESCE(MAX(number), 0) FROM decision");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }

  /**
   * Adds decisions on an image.
   *
   * @param known those that stand there; afterwards the new ones too
   * @param arrived new ones, and perhaps known ones again
   * @param last the last row there is, of any image
   * @return what is to be written
   */
  static Changes merge(Map<String, Row> known, List<CurationDecided> arrived, int last) {
    Map<String, Row> added = new LinkedHashMap<>();
    Map<String, Row> replaced = new LinkedHashMap<>();
    for (CurationDecided event : arrived) {
      Row same = known.get(event.decision());
      if (same != null && EARLIER.compare(same.event(), event) <= 0) {
        continue;
      }
      Row row = new Row(same == null ? last + added.size() + 1 : same.number(), event);
      (row.number() > last ? added : replaced).put(event.decision(), row);
      known.put(event.decision(), row);
    }
    return new Changes(List.copyOf(added.values()), List.copyOf(replaced.values()));
  }

  /**
   * Decisions on an image.
   *
   * @param added that were not there
   * @param replaced that were, as sent a second time at an earlier instant
   */
  record Changes(List<Row> added, List<Row> replaced) {}

  /**
   * What a batch does to an image.
   *
   * @param changes its decisions
   * @param previous the row of its last decision before
   * @param standing how it stands afterwards
   */
  record Decided(Changes changes, int previous, ReviewState standing) {
    /** The row of its last decision now. */
    int last() {
      List<Row> added = changes.added();
      return added.isEmpty() ? previous : added.get(added.size() - 1).number();
    }
  }

  /** Writes what became of images, by slot. */
  void write(Map<Integer, Decided> images) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO decision (status, conflict, last_reviewer, last_decision,"
                + " last_decided_at, decisions, votes_approved, votes_pruned, quorum, verdict,"
                + " reviewer, decided_at, event, id, number, slot, previous)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Map.Entry<Integer, Decided> image : images.entrySet()) {
        int previous = image.getValue().previous();
        for (Row row : image.getValue().changes().added()) {
          bind(insert, image.getValue().standing());
          bind(insert, 10, row);
          insert.setInt(16, image.getKey());
          insert.setInt(17, previous);
          insert.addBatch();
          previous = row.number();
        }
      }
      insert.executeBatch();
    }
    List<Decided> replaced =
        images.values().stream().filter(image -> !image.changes().replaced().isEmpty()).toList();
    if (!replaced.isEmpty()) {
      replace(replaced);
    }
  }

  private void replace(List<Decided> images) throws SQLException {
    try (PreparedStatement event =
            connection.prepareStatement(
                "UPDATE decision SET (verdict, reviewer, decided_at, event, id) ="
                    + " (?, ?, ?, ?, ?) WHERE number = ?");
        PreparedStatement standing =
            connection.prepareStatement(
                "UPDATE decision SET (status, conflict, last_reviewer, last_decision,"
                    + " last_decided_at, decisions, votes_approved, votes_pruned, quorum) ="
                    + " (?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE number = ?")) {
      for (Decided image : images) {
        for (Row row : image.changes().replaced()) {
          bind(event, 1, row);
          event.executeUpdate();
        }
        bind(standing, image.standing());
        standing.setInt(10, image.last());
        standing.executeUpdate();
      }
    }
  }

  /** How the image of a row stands; a row without a decision is of an open one. */
  public static ReviewState standing(ResultSet row) throws SQLException {
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

  private static void bind(PreparedStatement statement, ReviewState standing) throws SQLException {
    statement.setInt(1, standing.status().code());
    statement.setBoolean(2, standing.conflict());
    statement.setString(3, standing.reviewer());
    statement.setString(4, standing.decision());
    statement.setLong(5, standing.decidedAt());
    statement.setInt(6, standing.decisions());
    statement.setInt(7, standing.votes().approved());
    statement.setInt(8, standing.votes().pruned());
    statement.setInt(9, standing.votes().quorum());
  }

  private static void bind(PreparedStatement statement, int from, Row row) throws SQLException {
    CurationDecided event = row.event();
    statement.setString(from, event.verdict().name());
    statement.setString(from + 1, event.reviewer());
    statement.setLong(from + 2, EpochNanos.of(event.decidedAt()));
    statement.setBytes(from + 3, Json.canonical(event));
    statement.setString(from + 4, event.decision());
    statement.setInt(from + 5, row.number());
  }
}
