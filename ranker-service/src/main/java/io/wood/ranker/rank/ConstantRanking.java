package io.wood.ranker.rank;

import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateDismissed.Reason;
import io.wood.contracts.event.CandidatePublished;
import io.wood.kit.event.EventPublisher;
import java.time.Clock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Dismisses every candidate unseen, to measure the path of an event. */
public final class ConstantRanking implements Consumer<CandidatePublished> {
  private static final Logger LOG = Logger.getLogger(ConstantRanking.class);

  private final double score;
  private final EventPublisher publisher;
  private final Clock clock;

  public ConstantRanking(double score, EventPublisher publisher, Clock clock) {
    this.score = score;
    this.publisher = publisher;
    this.clock = clock;
    LOG.warnf(
        "wood.ranker.constant-score is set: every candidate is dismissed with %s; remove it, it is for benchmarks",
        score);
  }

  @Override
  public void accept(CandidatePublished candidate) {
    publisher.publish(
        new CandidateDismissed(
            candidate.image(),
            Reason.BELOW_THRESHOLD,
            "not scored: this ranker answers a constant",
            candidate.name(),
            candidate.source(),
            null,
            score,
            null,
            clock.instant()));
  }
}
