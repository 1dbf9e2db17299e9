package io.wood.curation.view;

import java.util.List;
import java.util.Map;

/**
 * The tables of the view. Rankings and decisions are numbered in order of arrival and appended, so
 * that a rebuild never searches for a row. Their rows never change, except for a decision that was
 * sent twice. An image has a slot, a small number in order of arrival; the index in memory knows
 * the last rows of each slot.
 *
 * <p>{@code candidate} contains rankings by every classifier, and images that were decided but not
 * ranked yet. It is narrow because {@link IndexLoader} reads all of it; {@code detail} contains the
 * remaining columns under the same number. A {@code decision} contains the review state of its
 * image after it and the number of the previous decision on the same image. {@code opinion} has
 * rows only for images with a shared quorum.
 */
final class ViewSchema {
  /** A view with another version is deleted and rebuilt. */
  static final int VERSION = 5;

  static final List<String> TABLES =
      List.of(
          "CREATE TABLE origin (name VARCHAR(100) PRIMARY KEY, content VARCHAR(200) NOT NULL)",
          """
          CREATE TABLE progress (
            topic VARCHAR(100), part INT, next_offset BIGINT NOT NULL,
            PRIMARY KEY (topic, part))
          """,
          """
          CREATE TABLE candidate (
            number INT PRIMARY KEY,
            slot INT NOT NULL,
            image BINARY(32) NOT NULL,
            score DOUBLE PRECISION,
            predicted_class VARCHAR,
            model VARCHAR,
            source VARCHAR,
            ranked_at BIGINT,
            weights BINARY(32))
          """,
          """
          CREATE TABLE detail (
            number INT PRIMARY KEY,
            slot INT NOT NULL,
            shown VARBINARY NOT NULL,
            embedding VARBINARY NOT NULL)
          """,
          "CREATE TABLE dismissal (slot INT PRIMARY KEY, dismissed_at BIGINT NOT NULL)",
          "CREATE TABLE cluster (slot INT PRIMARY KEY, leader INT NOT NULL)",
          """
          CREATE TABLE decision (
            number INT PRIMARY KEY,
            slot INT NOT NULL,
            previous INT NOT NULL,
            id VARCHAR NOT NULL,
            verdict VARCHAR(10) NOT NULL,
            reviewer VARCHAR NOT NULL,
            decided_at BIGINT NOT NULL,
            event VARBINARY NOT NULL,
            status TINYINT NOT NULL,
            conflict BOOLEAN NOT NULL,
            last_reviewer VARCHAR NOT NULL,
            last_decision VARCHAR NOT NULL,
            last_decided_at BIGINT NOT NULL,
            decisions INT NOT NULL,
            votes_approved INT NOT NULL,
            votes_pruned INT NOT NULL,
            quorum INT NOT NULL)
          """,
          """
          CREATE TABLE opinion (
            slot INT, reviewer VARCHAR, verdict VARCHAR(10) NOT NULL,
            PRIMARY KEY (slot, reviewer))
          """,
          """
          CREATE TABLE agreement (
            reviewer VARCHAR PRIMARY KEY, compared BIGINT NOT NULL, agreed BIGINT NOT NULL)
          """);

  /** Created after the log is read: sorting all rows at once is many times cheaper. */
  static final Map<String, String> INDEXES =
      Map.of("decision_by_id", "decision (id)", "decisions_by_time", "decision (decided_at, id)");

  /** Tables whose content comes from the log. */
  static final List<String> CONTENT =
      List.of(
          "candidate",
          "detail",
          "dismissal",
          "cluster",
          "decision",
          "opinion",
          "agreement",
          "progress");

  private ViewSchema() {}
}
