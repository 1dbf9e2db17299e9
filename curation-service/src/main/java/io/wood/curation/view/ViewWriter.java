package io.wood.curation.view;

import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationStanding;
import io.wood.contracts.event.GenerationChosen;
import io.wood.curation.index.CandidateIndex;
import io.wood.curation.index.IndexChange;
import io.wood.curation.model.Decision;
import io.wood.curation.model.DecisionFold;
import io.wood.curation.model.RankedScore;
import io.wood.curation.model.ReviewState;
import io.wood.curation.model.ShownGeneration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Writes batches of the log into the view, each in one transaction with its next offsets. After a
 * crash the view is at the end of a batch and continues from there.
 */
public final class ViewWriter {
  private final ViewDatabase database;
  private final CandidateIndex index;
  private final RecentDismissals recent = new RecentDismissals();

  public ViewWriter(ViewDatabase database) {
    this.database = database;
    this.index = database.index();
  }

  /** The next offset of each partition; a missing partition was never read. */
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
   * Follows a log; clears the view when it belongs to another one.
   *
   * @param log identifies the log, such as its topic ids
   */
  void follow(String log) {
    if (log.equals(log())) {
      return;
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
  }

  private String log() {
    return database.read(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement("SELECT content FROM origin WHERE name = 'log'");
              ResultSet rows = select.executeQuery()) {
            return rows.next() ? rows.getString(1) : null;
          }
        });
  }

  /** Returns true when the view holds another log than this one. */
  boolean isOfAnotherLog(String log) {
    String known = log();
    return known != null && !known.equals(log);
  }

  /** Reads what another version skipped again; see {@link SkippedRecords#rewind}. */
  boolean rewind(String reader) {
    return database.write(connection -> new SkippedRecords(connection).rewind(reader));
  }

  /** Passes every decision to a sink; see {@link DecisionTable#each}. */
  void decisions(Consumer<byte[]> sink) {
    database.read(
        connection -> {
          new DecisionTable(connection).each(sink);
          return null;
        });
  }

  /** Creates the database indexes; must be called when the log is read. */
  void complete() {
    database.createIndexes();
  }

  /** Applies a batch in one transaction. */
  public ViewChange apply(LogBatch batch) {
    return database.write(
            connection -> apply(connection, batch),
            applied -> {
              if (applied.view.switched()) {
                database.loadIndex();
              } else {
                index.apply(applied.index);
              }
              if (applied.recount) {
                database.countReviewers();
              } else {
                database.reviewers().add(applied.decisions);
              }
            })
        .view;
  }

  private record AppliedBatch(
      ViewChange view, IndexChange index, List<Decision> decisions, boolean recount) {}

  private AppliedBatch apply(Connection connection, LogBatch batch) throws SQLException {
    BatchPlan plan = BatchPlan.of(batch, index, recent);
    DecidedImages decidedImages = decide(new DecisionTable(connection), plan);
    Map<Integer, RankedScore> rankings = new LinkedHashMap<>();
    plan.ranked().forEach((slot, event) -> rankings.put(slot, RankedScore.of(event)));
    CandidateTable candidates = new CandidateTable(connection);
    Map<Integer, Integer> rows = write(candidates, plan);
    candidates.dismiss(plan.dismissed());
    boolean switched = choose(connection, batch);
    Map<Integer, Set<String>> opinions =
        new OpinionTable(connection).update(decidedImages.before, decidedImages.after);
    advance(connection, batch.next());
    if (!batch.skipped().isEmpty()) {
      new SkippedRecords(connection).add(batch.skipped());
    }
    Map<Integer, ReviewState> states = new HashMap<>();
    Map<Integer, Integer> lastDecisions = new HashMap<>();
    decidedImages.images.forEach(
        (slot, image) -> {
          states.put(slot, image.state());
          lastDecisions.put(slot, image.last());
        });
    return new AppliedBatch(
        change(batch, plan, states, switched),
        new IndexChange(
            List.copyOf(plan.images().keySet()),
            rankings,
            rows,
            states,
            lastDecisions,
            opinions,
            plan.written(),
            plan.dismissed(),
            Map.of()),
        decidedImages.images.values().stream()
            .flatMap(image -> image.changes().added().stream())
            .map(row -> Decision.of(row.event()))
            .toList(),
        decidedImages.images.values().stream()
            .anyMatch(image -> !image.changes().replaced().isEmpty()));
  }

  /** Images that a batch has decided, by slot, with their standings before and after it. */
  private record DecidedImages(
      Map<Integer, DecisionTable.ImageDecisions> images,
      Map<Integer, CurationStanding<Decision>> before,
      Map<Integer, CurationStanding<Decision>> after) {
    DecidedImages() {
      this(new LinkedHashMap<>(), new HashMap<>(), new HashMap<>());
    }
  }

  /**
   * Reads earlier decisions only for images that have some: most are decided for the first time.
   */
  private DecidedImages decide(DecisionTable table, BatchPlan plan) throws SQLException {
    DecidedImages decidedImages = new DecidedImages();
    if (plan.decided().isEmpty()) {
      return decidedImages;
    }
    int last = table.last();
    for (Map.Entry<Integer, List<CurationDecided>> decided : plan.decided().entrySet()) {
      int slot = decided.getKey();
      int previous = index.lastDecision(slot);
      Map<String, DecisionTable.DecisionRow> all = table.of(previous);
      if (previous != CandidateIndex.NO_ROW) {
        decidedImages.before.put(slot, CurationStanding.of(decisions(all)));
      }
      DecisionTable.RowChanges changes = DecisionTable.merge(all, decided.getValue(), last);
      last += changes.added().size();
      List<Decision> now = decisions(all);
      CurationStanding<Decision> standing = CurationStanding.of(now);
      decidedImages.after.put(slot, standing);
      decidedImages.images.put(
          slot,
          new DecisionTable.ImageDecisions(changes, previous, DecisionFold.fold(standing, now)));
    }
    table.write(decidedImages.images);
    return decidedImages;
  }

  private static List<Decision> decisions(Map<String, DecisionTable.DecisionRow> rows) {
    return rows.values().stream().map(row -> Decision.of(row.event())).toList();
  }

  /** Writes rows for new images and new rankings; returns the row to show by slot. */
  private Map<Integer, Integer> write(CandidateTable candidates, BatchPlan plan)
      throws SQLException {
    Map<Integer, String> images = new TreeMap<>();
    plan.images().forEach((image, slot) -> images.put(slot, image));
    plan.ranked().forEach((slot, event) -> images.put(slot, event.image()));
    if (images.isEmpty() && plan.others().isEmpty()) {
      return Map.of();
    }
    int last = candidates.last();
    List<CandidateTable.CandidateRow> rows = new ArrayList<>();
    Map<Integer, Integer> shown = new LinkedHashMap<>();
    for (Map.Entry<Integer, String> image : images.entrySet()) {
      int slot = image.getKey();
      CandidateRanked event = plan.ranked().get(slot);
      rows.add(new CandidateTable.CandidateRow(++last, slot, image.getValue(), event));
      if (event != null) {
        shown.put(slot, last);
      }
    }
    for (Map.Entry<BatchPlan.OtherRanking, CandidateRanked> other : plan.others().entrySet()) {
      CandidateRanked event = other.getValue();
      rows.add(
          new CandidateTable.CandidateRow(++last, other.getKey().slot(), event.image(), event));
    }
    candidates.add(rows);
    return shown;
  }

  /** Stores the newest choice of the batch, if it is newer than the stored one. */
  private boolean choose(Connection connection, LogBatch batch) throws SQLException {
    ShownGeneration newest = index.shown();
    for (GenerationChosen event : batch.chosen()) {
      ShownGeneration choice = ShownGeneration.of(event);
      newest = choice.isNewerThan(newest) ? choice : newest;
    }
    if (newest.equals(index.shown())) {
      return false;
    }
    ShownTable.write(connection, newest);
    return true;
  }

  private ViewChange change(
      LogBatch batch, BatchPlan plan, Map<Integer, ReviewState> states, boolean switched) {
    Map<String, ReviewState> decided = new HashMap<>();
    plan.decided()
        .forEach(
            (slot, events) -> {
              if (index.isRanked(slot) || plan.ranked().containsKey(slot)) {
                decided.put(events.get(0).image(), states.get(slot));
              }
            });
    return new ViewChange(
        decided,
        batch.decided().stream().map(CurationDecided::decision).collect(Collectors.toSet()),
        plan.newCandidates(index),
        plan.ranked().size(),
        switched);
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
