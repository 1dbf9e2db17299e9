package io.wood.ranker;

import io.wood.contracts.CandidateDismissed;
import io.wood.contracts.CandidateDismissed.Reason;
import io.wood.contracts.CandidateRanked;
import io.wood.contracts.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What this process has done since its start. */
final class Tally {
  private static final int RECENT = 24;

  private final Deque<CandidateRanked> recent = new ArrayDeque<>();
  private long ranked;
  private long belowThreshold;
  private long unusable;

  synchronized void add(Event event) {
    if (event instanceof CandidateRanked hard) {
      ranked++;
      recent.removeIf(earlier -> earlier.image().equals(hard.image()));
      recent.addFirst(hard);
      if (recent.size() > RECENT) {
        recent.removeLast();
      }
    } else if (event instanceof CandidateDismissed dismissed) {
      if (dismissed.reason() == Reason.UNUSABLE) {
        unusable++;
      } else {
        belowThreshold++;
      }
    }
  }

  synchronized Counts counts() {
    return new Counts(ranked, belowThreshold, unusable);
  }

  /** The latest hard OoDs, newest first. */
  synchronized List<CandidateRanked> recent() {
    return List.copyOf(recent);
  }

  /** One of the latest. */
  synchronized Optional<CandidateRanked> recent(String image) {
    return recent.stream().filter(hard -> hard.image().equals(image)).findFirst();
  }

  /**
   * Counts since the start.
   *
   * @param ranked hard OoDs
   * @param belowThreshold dismissed with a score
   * @param unusable dismissed without one
   */
  record Counts(long ranked, long belowThreshold, long unusable) {}
}
