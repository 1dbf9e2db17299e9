package io.wood.curation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wood.contracts.ArtifactRef;
import io.wood.contracts.CurationDecided.Verdict;
import io.wood.kit.TransientFailure;
import io.wood.store.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds candidates in the view. */
final class CandidateReader {
  private static final ObjectMapper MAPPER = Json.mapper();
  private static final TypeReference<Map<String, Double>> SCORES = new TypeReference<>() {};
  private static final Comparator<Candidate> PAGE_ORDER =
      Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::image);

  private final ViewDatabase database;

  CandidateReader(ViewDatabase database) {
    this.database = database;
  }

  /** A page: the first {@code limit} candidates behind the cursor, or of all without one. */
  List<Candidate> page(CandidateFilter filter, Optional<Cursor> cursor, int limit) {
    if (!database.isReadable()) {
      throw new TransientFailure("the view is being built from the log; try again soon", null);
    }
    return database.read(
        connection -> {
          List<Candidate> found = new ArrayList<>();
          for (Status status : filter.statuses()) {
            found.addAll(
                select(
                    connection, CandidateQuery.page(filter, status, cursor.orElse(null), limit)));
          }
          return found.stream().sorted(PAGE_ORDER).limit(limit).toList();
        });
  }

  /** One candidate. */
  Optional<Candidate> find(String image) {
    return Optional.ofNullable(find(List.of(image)).get(image));
  }

  /** Several candidates; those that are not there are left out. */
  Map<String, Candidate> find(Collection<String> images) {
    if (images.isEmpty()) {
      return Map.of();
    }
    return database.read(
        connection -> {
          Map<String, Candidate> found = new HashMap<>();
          select(connection, CandidateQuery.these(images))
              .forEach(candidate -> found.put(candidate.image(), candidate));
          return found;
        });
  }

  /** What somebody thinks of these images, where several people must agree. */
  Map<String, Verdict> opinions(String reviewer, Collection<String> images) {
    if (images.isEmpty()) {
      return Map.of();
    }
    return database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT image, verdict FROM opinion WHERE image = ANY(?) AND reviewer = ?")) {
            select.setObject(1, Hex.array(images));
            select.setString(2, reviewer);
            try (ResultSet rows = select.executeQuery()) {
              Map<String, Verdict> opinions = new HashMap<>();
              while (rows.next()) {
                opinions.put(Hex.text(rows.getBytes(1)), Verdict.valueOf(rows.getString(2)));
              }
              return opinions;
            }
          }
        });
  }

  private static List<Candidate> select(Connection connection, CandidateQuery query)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query.sql())) {
      for (int i = 0; i < query.parameters().size(); i++) {
        select.setObject(i + 1, query.parameters().get(i));
      }
      try (ResultSet rows = select.executeQuery()) {
        List<Candidate> candidates = new ArrayList<>();
        while (rows.next()) {
          candidates.add(candidate(rows));
        }
        return candidates;
      }
    }
  }

  private static Candidate candidate(ResultSet row) throws SQLException {
    String overlay = row.getString("overlay");
    return new Candidate(
        Hex.text(row.getBytes("image")),
        row.getString("name"),
        row.getString("source"),
        row.getInt("width"),
        row.getInt("height"),
        row.getString("predicted_class"),
        row.getDouble("score"),
        json(row.getString("scores"), SCORES),
        row.getString("model"),
        Hex.text(row.getBytes("weights")),
        Nanos.instant(row.getLong("ranked_at")),
        json(row.getString("artifact"), new TypeReference<ArtifactRef>() {}),
        overlay == null ? null : json(overlay, new TypeReference<ArtifactRef>() {}),
        new Standing(
            Status.of(row.getInt("status")),
            row.getString("decision"),
            row.getString("reviewer"),
            row.getLong("decided_at"),
            row.getBoolean("conflict"),
            row.getInt("decisions"),
            new Votes(
                row.getInt("votes_approved"), row.getInt("votes_pruned"), row.getInt("quorum"))),
        Hex.text(row.getBytes("cluster")),
        row.getInt("cluster_size"),
        row.getBoolean("cluster_mixed"));
  }

  private static <T> T json(String text, TypeReference<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the view holds broken JSON: " + text, e);
    }
  }
}
