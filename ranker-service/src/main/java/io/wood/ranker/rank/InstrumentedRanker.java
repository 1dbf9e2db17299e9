package io.wood.ranker.rank;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.Event;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Counts and times candidates: {@code wood.ranker.images} by outcome, including the wait for a
 * model; and {@code wood.ranker.scores} of those that are ranked.
 */
public final class InstrumentedRanker implements CandidateRanker {
  /**
   * Upper ends of the histogram's buckets, percent: the histogram rounds up to whole numbers.
   * Scores below 50 are not ranked.
   */
  private static final double[] SCORES = {50, 60, 70, 80, 90, 95, 99, 100};

  private final CandidateRanker delegate;
  private final MeterRegistry meters;
  private final RankingCounters counters;
  private final DistributionSummary scores;

  public InstrumentedRanker(
      CandidateRanker delegate, MeterRegistry meters, RankingCounters counters) {
    this.delegate = delegate;
    this.meters = meters;
    this.counters = counters;
    this.scores =
        DistributionSummary.builder("wood.ranker.scores")
            .description("Scores of ranked candidates, percent")
            .scale(100)
            .serviceLevelObjectives(SCORES)
            .register(meters);
    // The alert of a ranker that ranks nothing compares with 0, which must be there before.
    Stream.concat(
            Stream.of("ranked", "failed"),
            Stream.of(CandidateDismissed.Reason.values()).map(InstrumentedRanker::outcome))
        .forEach(this::timer);
  }

  @Override
  public Event rank(CandidatePublished candidate) {
    Timer.Sample sample = Timer.start(meters);
    String outcome = "failed";
    try {
      Event event = delegate.rank(candidate);
      counters.add(event);
      if (event instanceof CandidateRanked ranked) {
        scores.record(ranked.score());
      }
      outcome =
          event instanceof CandidateDismissed dismissed ? outcome(dismissed.reason()) : "ranked";
      return event;
    } finally {
      sample.stop(timer(outcome));
    }
  }

  private static String outcome(CandidateDismissed.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  private Timer timer(String outcome) {
    return Timer.builder("wood.ranker.images")
        .description("Candidates, from fetching to the event")
        .tag("outcome", outcome)
        .register(meters);
  }
}
