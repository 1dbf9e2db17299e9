package io.wood.ranker.rank;

import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.Event;
import java.time.Instant;

/**
 * What a model made of a candidate, as the store keeps it.
 *
 * @param ranked the event to publish, null for a dismissed candidate
 * @param dismissed the event to publish, null for a ranked candidate
 * @param published whether Kafka has acknowledged the event; then both events may be left out
 */
record KeptRanking(CandidateRanked ranked, CandidateDismissed dismissed, boolean published) {
  static final KeptRanking PUBLISHED = new KeptRanking(null, null, true);

  static KeptRanking of(Event event) {
    return event instanceof CandidateRanked ranked
        ? new KeptRanking(ranked, null, false)
        : new KeptRanking(null, (CandidateDismissed) event, false);
  }

  Event event() {
    return ranked != null ? ranked : dismissed;
  }

  /** When the event arose. */
  Instant at() {
    return ranked != null ? ranked.rankedAt() : dismissed.dismissedAt();
  }
}
