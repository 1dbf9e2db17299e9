package io.wood.curation.query;

import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationStanding;
import io.wood.curation.index.CandidateIndex;
import io.wood.curation.model.Decision;
import io.wood.curation.model.DecisionHistory;
import io.wood.curation.view.DecisionTable;
import io.wood.curation.view.ViewDatabase;
import io.wood.store.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads decisions from the view, as they were published. */
public final class HistoryReader {
  /** Events that are parsed at a time, on all cores. */
  private static final int BATCH = 1000;

  private final ViewDatabase database;

  public HistoryReader(ViewDatabase database) {
    this.database = database;
  }

  /** Every decision on an image, oldest first. */
  public List<CurationDecided> of(String image) {
    int slot = database.index().slot(image);
    return slot == CandidateIndex.NO_SLOT
        ? List.of()
        : database.read(connection -> CurationStanding.ordered(events(connection, slot)));
  }

  /** The decisions on several images. */
  public DecisionHistory historyOf(Collection<String> images) {
    return database.read(
        connection -> {
          Map<String, List<Decision>> decisions = new HashMap<>();
          for (String image : images) {
            decisions.put(
                image,
                events(connection, database.index().slot(image)).stream()
                    .map(Decision::of)
                    .toList());
          }
          return new DecisionHistory(decisions);
        });
  }

  private List<CurationDecided> events(Connection connection, int slot) throws SQLException {
    return new DecisionTable(connection)
        .of(database.index().lastDecision(slot)).values().stream()
            .map(DecisionTable.DecisionRow::event)
            .toList();
  }

  /** One decision. */
  public Optional<CurationDecided> find(String decision) {
    return Optional.ofNullable(find(List.of(decision)).get(decision));
  }

  /** Several decisions by their ids; unknown ids are left out. */
  public Map<String, CurationDecided> find(Collection<String> decisions) {
    if (decisions.isEmpty()) {
      return Map.of();
    }
    return database.read(
        connection -> {
          Map<String, CurationDecided> found = new HashMap<>();
          try (PreparedStatement select =
              connection.prepareStatement("SELECT event FROM decision WHERE id = ?")) {
            for (String decision : decisions) {
              select.setString(1, decision);
              try (ResultSet rows = select.executeQuery()) {
                if (rows.next()) {
                  found.put(decision, Json.read(rows.getBytes(1), CurationDecided.class));
                }
              }
            }
          }
          return found;
        });
  }

  /** Passes every decision to a sink, in the order (time, id) in which they count. */
  public void each(Consumer<CurationDecided> sink) {
    List<byte[]> batch = new ArrayList<>(BATCH);
    eachJson(
        json -> {
          batch.add(json);
          if (batch.size() == BATCH) {
            pass(batch, sink);
          }
        });
    pass(batch, sink);
  }

  private static void pass(List<byte[]> batch, Consumer<CurationDecided> sink) {
    batch.parallelStream()
        .map(json -> Json.read(json, CurationDecided.class))
        .toList()
        .forEach(sink);
    batch.clear();
  }

  /** The same, as JSON; see {@link DecisionTable#each}. */
  public void eachJson(Consumer<byte[]> sink) {
    database.read(
        connection -> {
          new DecisionTable(connection).each(sink);
          return null;
        });
  }
}
