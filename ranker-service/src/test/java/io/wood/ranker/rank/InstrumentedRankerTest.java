package io.wood.ranker.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.Event;
import io.wood.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class InstrumentedRankerTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CandidatePublished candidate =
      event("wood.candidate.published.v1", CandidatePublished.class);
  private final CandidateRanked ranked = event("wood.candidate.ranked.v1", CandidateRanked.class);

  @Test
  void recordsTheScoresOfRankedCandidatesAsAHistogram() {
    new InstrumentedRanker(any -> ranked, meters, new RankingCounters()).rank(candidate);

    var scores = meters.get("wood.ranker.scores").summary();
    assertThat(scores.count()).isOne();
    double percent = 100 * ranked.score();
    assertThat(scores.max()).isCloseTo(percent, within(1e-6));
    // Buckets are cumulative: those that end below the score are empty, the others count it.
    assertThat(scores.takeSnapshot().histogramCounts())
        .hasSize(8)
        .allSatisfy(
            bucket ->
                assertThat(bucket.count())
                    .as("bucket up to " + bucket.bucket())
                    .isEqualTo(bucket.bucket() < percent ? 0 : 1));
    assertThat(meters.get("wood.ranker.images").tag("outcome", "ranked").timer().count()).isOne();
  }

  @Test
  void countsAFailureAndNoScore() {
    InstrumentedRanker ranker =
        new InstrumentedRanker(
            any -> {
              throw new IllegalStateException("no network");
            },
            meters,
            new RankingCounters());

    assertThatThrownBy(() -> ranker.rank(candidate)).hasMessage("no network");
    assertThat(meters.get("wood.ranker.scores").summary().count()).isZero();
    assertThat(meters.get("wood.ranker.images").tag("outcome", "failed").timer().count()).isOne();
  }

  /** The alert of a ranker that ranks nothing compares a rate with 0: without 0 there is none. */
  @Test
  void showsEveryOutcomeBeforeTheFirstCandidate() {
    new InstrumentedRanker(any -> ranked, meters, new RankingCounters());

    assertThat(meters.get("wood.ranker.images").timers())
        .extracting(timer -> timer.getId().getTag("outcome"))
        .containsExactlyInAnyOrder("ranked", "failed", "below_threshold", "unusable");
  }

  /** An event of the golden files. */
  private static <E extends Event> E event(String name, Class<E> type) {
    try (InputStream file =
        InstrumentedRankerTest.class.getResourceAsStream("/events/" + name + ".json")) {
      return Json.read(file.readAllBytes(), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
