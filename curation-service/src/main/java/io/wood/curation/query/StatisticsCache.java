package io.wood.curation.query;

import io.wood.contracts.api.curation.ReviewStatistics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Caches the statistics for 250 ms: every open page reads them after every decision. */
public final class StatisticsCache {
  private static final Duration MAX_AGE = Duration.ofMillis(250);

  private final StatisticsReader reader;
  private final Clock clock;
  private ReviewStatistics last;
  private Instant readAt = Instant.EPOCH;

  public StatisticsCache(StatisticsReader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  public synchronized ReviewStatistics read() {
    Instant now = clock.instant();
    if (last == null || now.isAfter(readAt.plus(MAX_AGE))) {
      last = reader.read();
      readAt = now;
    }
    return last;
  }
}
