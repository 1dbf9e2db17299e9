package io.wood.contracts.api.ranker;

import java.time.Instant;

/**
 * Progress of a re-ranking of all candidates.
 *
 * @param running true while it runs
 * @param total number of candidates; 0 while the log is read
 * @param done candidates processed
 * @param failed processed candidates whose objects are missing or corrupt
 * @param startedAt start time; null before the first run
 * @param endedAt end time; null while it runs
 * @param message why it ended early; empty when it did not
 */
public record RerankStatus(
    boolean running,
    long total,
    long done,
    long failed,
    Instant startedAt,
    Instant endedAt,
    String message) {
  /** No re-ranking yet. */
  public static final RerankStatus IDLE = new RerankStatus(false, 0, 0, 0, null, null, "");
}
