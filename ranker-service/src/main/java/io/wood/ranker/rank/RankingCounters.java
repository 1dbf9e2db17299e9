package io.wood.ranker.rank;

import io.wood.contracts.api.ranker.RankingCounts;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateDismissed.Reason;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Counts this process's results since its start, and keeps the latest hard OoDs. */
public final class RankingCounters {
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

  public synchronized RankingCounts counts() {
    return new RankingCounts(ranked, belowThreshold, unusable);
  }

  /** The latest hard OoDs, newest first. */
  public synchronized List<CandidateRanked> recent() {
    return List.copyOf(recent);
  }

  /** One of the latest hard OoDs. */
  public synchronized Optional<CandidateRanked> recent(String image) {
    return recent.stream().filter(hard -> hard.image().equals(image)).findFirst();
  }
}
