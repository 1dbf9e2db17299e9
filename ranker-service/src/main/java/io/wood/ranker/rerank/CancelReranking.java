package io.wood.ranker.rerank;

import io.wood.contracts.api.ranker.RerankStatus;
import io.wood.kit.event.PermanentFailure;
import java.time.Clock;
import java.util.Optional;

/** Cancels re-rankings. The replicas see it within a few seconds; what is ranked stays ranked. */
public final class CancelReranking {
  private final ShowRerankings show;
  private final RerankFiles files;
  private final Clock clock;

  public CancelReranking(ShowRerankings show, RerankFiles files, Clock clock) {
    this.show = show;
    this.files = files;
    this.clock = clock;
  }

  /**
   * Cancels and returns the state; empty when the log has no order of this id.
   *
   * @throws PermanentFailure when it has ended
   */
  public Optional<RerankStatus> cancel(String reranking, String by) {
    Optional<RerankStatus> status = show.find(reranking);
    status.ifPresent(
        now -> {
          if (!now.running()) {
            throw new PermanentFailure(
                "re-ranking %s has ended at %s: %s"
                    .formatted(reranking, now.endedAt(), now.state()));
          }
          files.cancel(reranking, new RerankFiles.Cancellation(by, clock.instant()));
        });
    return status.flatMap(now -> show.find(reranking));
  }
}
