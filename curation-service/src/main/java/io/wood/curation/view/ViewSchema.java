package io.wood.curation.view;

import java.util.List;
import java.util.Map;

/**
 * The tables of the view. Rankings and decisions are numbered as they come and appended: a long log
 * costs no look for a place. Their rows are never changed, but for a decision that was sent twice.
 * An image has a slot, a small number in order of arrival; the index in memory knows which rows are
 * the last ones of a slot.
 *
 * <p>{@code candidate} holds rankings, and images that were decided and not ranked yet; it is
 * narrow, as {@link IndexLoader} reads all of it. What is only shown stands in {@code detail} under
 * the same number. A {@code decision} says how its image stands after it and which row holds the
 * one before it on the same image. Opinions stand there where several people must agree.
 */
final class ViewSchema {
  /** A view of another version is deleted and built again. */
  static final int VERSION = 4;

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

  /**
   * Made once the log is read: sorted as a whole, they take a fraction of what they would cost row
   * by row.
   */
  static final Map<String, String> INDEXES =
      Map.of("decision_by_id", "decision (id)", "decisions_by_time", "decision (decided_at, id)");

  /** All that comes from the log. */
  static final List<String> CONTENT =
      List.of("candidate", "detail", "cluster", "decision", "opinion", "agreement", "progress");

  private ViewSchema() {}
}
