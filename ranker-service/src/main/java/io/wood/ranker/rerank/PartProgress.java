package io.wood.ranker.rerank;

import java.time.Instant;

/**
 * How far a re-ranking is in one partition; the store keeps it, so that another replica can go on.
 *
 * @param next offset of the first record that is not processed
 * @param selected processed candidates that the order selects
 * @param failed those of them that could not be ranked, such as missing or corrupt objects
 * @param startedAt when a replica took it for the first time
 * @param endedAt when the last record was processed or the part was given up; null before
 * @param problem why it was given up; empty otherwise
 */
record PartProgress(
    long next, long selected, long failed, Instant startedAt, Instant endedAt, String problem) {
  static PartProgress start(Instant at) {
    return new PartProgress(0, 0, 0, at, null, "");
  }

  PartProgress processed(long nextOffset, long newSelected, long newFailed) {
    return new PartProgress(
        nextOffset, selected + newSelected, failed + newFailed, startedAt, null, "");
  }

  PartProgress ended(Instant at, String why) {
    return new PartProgress(next, selected, failed, startedAt, at, why);
  }
}
