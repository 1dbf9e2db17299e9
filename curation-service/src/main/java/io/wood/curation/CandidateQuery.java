package io.wood.curation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * A query on candidates. The index is named, and its leading columns stand in the order clause:
 * then H2 reads the page along the index and never sorts.
 *
 * @param sql with ? for parameters
 * @param parameters in their order
 */
record CandidateQuery(String sql, List<Object> parameters) {

  static CandidateQuery these(Collection<String> images) {
    return new CandidateQuery(
        "SELECT * FROM candidate WHERE image = ANY(?)",
        Collections.singletonList(Hex.array(images)));
  }

  static CandidateQuery page(CandidateFilter filter, Status status, Cursor cursor, int limit) {
    Access access = Access.of(filter);
    List<String> conditions = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    add(
        "cluster = ?",
        filter.cluster() == null ? null : Hex.bytes(filter.cluster()),
        conditions,
        parameters);
    add("conflict = ?", filter.conflict(), conditions, parameters);
    add("cluster_mixed = ?", filter.mixed(), conditions, parameters);
    add("reviewer = ?", filter.reviewer(), conditions, parameters);
    add("source = ?", filter.source(), conditions, parameters);
    add("model = ?", filter.model(), conditions, parameters);
    add("predicted_class = ?", filter.predictedClass(), conditions, parameters);
    add("status = ?", status.code(), conditions, parameters);
    if (status != Status.OPEN) {
      add(
          "NOT EXISTS (SELECT 1 FROM opinion o WHERE o.image = candidate.image"
              + " AND o.reviewer = ?)",
          filter.without(),
          conditions,
          parameters);
    }
    add("score >= ?", filter.minScore(), conditions, parameters);
    Double most = filter.maxScore();
    if (cursor != null) {
      most = most == null ? cursor.score() : Math.min(most, cursor.score());
    }
    add("score <= ?", most, conditions, parameters);
    if (cursor != null) {
      conditions.add("(score < ? OR image > ?)");
      parameters.add(cursor.score());
      parameters.add(Hex.bytes(cursor.image()));
    }
    parameters.add(limit);
    String order = access.column() == null ? "" : access.column() + ", ";
    return new CandidateQuery(
        "SELECT * FROM candidate USE INDEX ("
            + access.index()
            + ") WHERE "
            + String.join(" AND ", conditions)
            + " ORDER BY "
            + order
            + "status, score DESC, image LIMIT ?",
        parameters);
  }

  private static void add(
      String condition, Object value, List<String> conditions, List<Object> parameters) {
    if (value != null) {
      conditions.add(condition);
      parameters.add(value);
    }
  }

  /** The index to read along: the one that is likely to leave the fewest rows. */
  private record Access(String index, String column) {
    static Access of(CandidateFilter filter) {
      if (filter.cluster() != null) {
        return new Access("by_cluster", "cluster");
      }
      if (Boolean.TRUE.equals(filter.conflict())) {
        return new Access("by_conflict", "conflict");
      }
      if (Boolean.TRUE.equals(filter.mixed())) {
        return new Access("by_mixed", "cluster_mixed");
      }
      if (filter.reviewer() != null) {
        return new Access("by_reviewer", "reviewer");
      }
      if (filter.predictedClass() != null) {
        return new Access("by_class", "predicted_class");
      }
      if (filter.source() != null) {
        return new Access("by_source", "source");
      }
      return filter.model() != null
          ? new Access("by_model", "model")
          : new Access("by_status", null);
    }
  }
}
