package io.wood.curation;

import java.util.List;

/**
 * The tables of the view. A candidate stands there once, as its newest model ranked it; a decision
 * stands there as it was made; opinions stand there where several people must agree. Each index is
 * one way to filter, then status, then the order in which pages are read.
 */
final class ViewSchema {
  /** A view of another version is deleted and built again. */
  static final int VERSION = 2;

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
            image BINARY(32) PRIMARY KEY,
            score DOUBLE PRECISION NOT NULL,
            predicted_class VARCHAR NOT NULL,
            model VARCHAR NOT NULL,
            source VARCHAR NOT NULL,
            status TINYINT NOT NULL,
            conflict BOOLEAN NOT NULL,
            reviewer VARCHAR,
            decision VARCHAR,
            decided_at BIGINT NOT NULL,
            decisions INT NOT NULL,
            votes_approved INT NOT NULL,
            votes_pruned INT NOT NULL,
            quorum INT NOT NULL,
            cluster BINARY(32),
            cluster_size INT NOT NULL,
            cluster_mixed BOOLEAN NOT NULL,
            ranked_at BIGINT NOT NULL,
            weights BINARY(32) NOT NULL,
            name VARCHAR NOT NULL,
            width INT NOT NULL,
            height INT NOT NULL,
            artifact VARCHAR NOT NULL,
            overlay VARCHAR,
            scores VARCHAR NOT NULL,
            embedding VARBINARY(4096) NOT NULL)
          """,
          """
          CREATE TABLE decision (
            id VARCHAR PRIMARY KEY,
            image BINARY(32) NOT NULL,
            verdict VARCHAR(10) NOT NULL,
            reviewer VARCHAR NOT NULL,
            decided_at BIGINT NOT NULL,
            replaces VARCHAR,
            quorum INT NOT NULL,
            event VARBINARY NOT NULL)
          """,
          """
          CREATE TABLE opinion (
            image BINARY(32), reviewer VARCHAR, verdict VARCHAR(10) NOT NULL,
            PRIMARY KEY (image, reviewer))
          """,
          """
          CREATE TABLE agreement (
            reviewer VARCHAR PRIMARY KEY, compared BIGINT NOT NULL, agreed BIGINT NOT NULL)
          """,
          """
          CREATE TABLE tally (
            predicted_class VARCHAR, model VARCHAR, source VARCHAR, status TINYINT,
            conflict BOOLEAN, candidates BIGINT NOT NULL,
            PRIMARY KEY (predicted_class, model, source, status, conflict))
          """);

  /** What comes from the log. */
  static final List<String> CONTENT =
      List.of("candidate", "decision", "opinion", "agreement", "tally", "progress");

  /** Needed to write. */
  static final List<String> WRITING_INDEXES =
      List.of(
          "CREATE INDEX IF NOT EXISTS decisions_of_image ON decision (image)",
          "CREATE INDEX IF NOT EXISTS decisions_by_time ON decision (decided_at)");

  /** Needed to read pages; a long log is read faster without them. */
  static final List<String> READING_INDEXES =
      List.of(
          "by_status ON candidate (status, score DESC, image)",
          "by_class ON candidate (predicted_class, status, score DESC, image)",
          "by_source ON candidate (source, status, score DESC, image)",
          "by_model ON candidate (model, status, score DESC, image)",
          "by_reviewer ON candidate (reviewer, status, score DESC, image)",
          "by_conflict ON candidate (conflict, status, score DESC, image)",
          "by_mixed ON candidate (cluster_mixed, status, score DESC, image)",
          "by_cluster ON candidate (cluster, status, score DESC, image)");

  private ViewSchema() {}
}
