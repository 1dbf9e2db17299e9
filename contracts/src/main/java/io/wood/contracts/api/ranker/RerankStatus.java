package io.wood.contracts.api.ranker;

import java.time.Instant;

/**
 * State and progress of a re-ranking, over all replicas. It counts records of the log: a candidate
 * that was published twice counts twice, and is ranked once.
 *
 * @param running true until it ends
 * @param total records of the log to process
 * @param done records processed
 * @param failed selected candidates that could not be ranked, such as missing or corrupt objects
 * @param startedAt when it was ordered; null before the first one
 * @param endedAt end time; null while it runs
 * @param message why it ended early; empty when it did not
 * @param reranking its id; null before the first one
 * @param experiment whose classifier scores; null likewise
 * @param generation SHA-256 of that classifier's weights, which names the results; null likewise
 * @param state {@code QUEUED}, {@code RUNNING}, {@code SUCCEEDED}, {@code FAILED} or {@code
 *     CANCELLED}; null likewise
 * @param selected processed candidates that the order selects; null likewise
 */
public record RerankStatus(
    boolean running,
    long total,
    long done,
    long failed,
    Instant startedAt,
    Instant endedAt,
    String message,
    String reranking,
    String experiment,
    String generation,
    String state,
    Long selected) {
  /** No re-ranking yet. */
  public static final RerankStatus IDLE =
      new RerankStatus(false, 0, 0, 0, null, null, "", null, null, null, null, null);

  /** No replica has taken a part of it yet. */
  public static final String QUEUED = "QUEUED";
}
