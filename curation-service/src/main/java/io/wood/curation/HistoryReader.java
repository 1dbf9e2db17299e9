package io.wood.curation;

import io.wood.contracts.CurationDecided;
import io.wood.store.Json;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds decisions in the view, as they were made. */
final class HistoryReader {
  private final ViewDatabase database;

  HistoryReader(ViewDatabase database) {
    this.database = database;
  }

  /** Every decision on an image, the first one first. */
  List<CurationDecided> of(String image) {
    return database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT event FROM decision WHERE image = ? ORDER BY decided_at, id")) {
            select.setBytes(1, Hex.bytes(image));
            try (ResultSet rows = select.executeQuery()) {
              List<CurationDecided> decisions = new ArrayList<>();
              while (rows.next()) {
                decisions.add(Json.read(rows.getBytes(1), CurationDecided.class));
              }
              return decisions;
            }
          }
        });
  }

  /** What has been decided about several images. */
  Desk desk(Collection<String> images) {
    return new Desk(
        database.read(connection -> new DecisionTable(connection).of(Set.copyOf(images))));
  }

  /** One decision. */
  Optional<CurationDecided> find(String decision) {
    return Optional.ofNullable(find(List.of(decision)).get(decision));
  }

  /** Several decisions by their ids; unknown ones are left out. */
  Map<String, CurationDecided> find(Collection<String> decisions) {
    if (decisions.isEmpty()) {
      return Map.of();
    }
    return database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT id, event FROM decision WHERE id = ANY(?)")) {
            select.setObject(1, decisions.toArray());
            try (ResultSet rows = select.executeQuery()) {
              Map<String, CurationDecided> found = new HashMap<>();
              while (rows.next()) {
                found.put(rows.getString(1), Json.read(rows.getBytes(2), CurationDecided.class));
              }
              return found;
            }
          }
        });
  }

  /** Every decision there is, in the order in which they count. */
  void each(Consumer<CurationDecided> sink) {
    database.read(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "SELECT event FROM decision ORDER BY decided_at, id");
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              sink.accept(Json.read(rows.getBytes(1), CurationDecided.class));
            }
            return null;
          }
        });
  }
}
