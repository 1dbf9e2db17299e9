package io.wood.curation;

import java.util.List;

/**
 * The tables of the view. An image has a slot, a small number in order of arrival, which is the key
 * of its rows: rows are appended and found without an index. {@code candidate} is narrow, as every
 * decision writes it anew and {@link IndexLoader} reads all of it; what is only shown stands in
 * {@code detail}. A decision stands there as it was made; opinions stand there where several people
 * must agree.
 */
final class ViewSchema {
  /** A view of another version is deleted and built again. */
  static final int VERSION = 3;

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
            slot INT PRIMARY KEY,
            image BINARY(32) NOT NULL,
            score DOUBLE PRECISION,
            predicted_class VARCHAR,
            model VARCHAR,
            source VARCHAR,
            ranked_at BIGINT,
            weights BINARY(32),
            status TINYINT NOT NULL,
            conflict BOOLEAN NOT NULL,
            reviewer VARCHAR,
            decision VARCHAR,
            decided_at BIGINT NOT NULL,
            decisions INT NOT NULL,
            votes_approved INT NOT NULL,
            votes_pruned INT NOT NULL,
            quorum INT NOT NULL,
            cluster INT)
          """,
          """
          CREATE TABLE detail (
            slot INT PRIMARY KEY,
            name VARCHAR NOT NULL,
            width INT NOT NULL,
            height INT NOT NULL,
            artifact VARCHAR NOT NULL,
            overlay VARCHAR,
            scores VARCHAR NOT NULL,
            embedding VARBINARY NOT NULL)
          """,
          """
          CREATE TABLE decision (
            id VARCHAR NOT NULL,
            slot INT NOT NULL,
            verdict VARCHAR(10) NOT NULL,
            reviewer VARCHAR NOT NULL,
            decided_at BIGINT NOT NULL,
            event VARBINARY NOT NULL)
          """,
          """
          CREATE TABLE opinion (
            slot INT, reviewer VARCHAR, verdict VARCHAR(10) NOT NULL,
            PRIMARY KEY (slot, reviewer))
          """,
          """
          CREATE TABLE agreement (
            reviewer VARCHAR PRIMARY KEY, compared BIGINT NOT NULL, agreed BIGINT NOT NULL)
          """,
          "CREATE INDEX decision_by_id ON decision (id)",
          "CREATE INDEX decisions_of_image ON decision (slot)",
          "CREATE INDEX decisions_by_time ON decision (decided_at, id)");

  /** All that comes from the log. */
  static final List<String> CONTENT =
      List.of("candidate", "detail", "decision", "opinion", "agreement", "progress");

  private ViewSchema() {}
}
