package io.wood.ranker.rank;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.Event;
import java.util.Locale;

/**
 * Counts and times candidates: {@code wood.ranker.images} by outcome, including the wait for a
 * model.
 */
public final class InstrumentedRanker implements CandidateRanker {
  private final CandidateRanker delegate;
  private final MeterRegistry meters;
  private final RankingCounters counters;

  public InstrumentedRanker(
      CandidateRanker delegate, MeterRegistry meters, RankingCounters counters) {
    this.delegate = delegate;
    this.meters = meters;
    this.counters = counters;
  }

  @Override
  public Event rank(CandidatePublished candidate) {
    Timer.Sample sample = Timer.start(meters);
    String outcome = "failed";
    try {
      Event event = delegate.rank(candidate);
      counters.add(event);
      outcome =
          event instanceof CandidateDismissed dismissed
              ? dismissed.reason().name().toLowerCase(Locale.ROOT)
              : "ranked";
      return event;
    } finally {
      sample.stop(
          Timer.builder("wood.ranker.images")
              .description("Candidates, from fetching to the event")
              .tag("outcome", outcome)
              .register(meters));
    }
  }
}
