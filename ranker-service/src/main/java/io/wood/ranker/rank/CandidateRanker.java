package io.wood.ranker.rank;

import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.Event;

/** Ranks a candidate. */
public interface CandidateRanker {

  /** Returns a {@code CandidateRanked} or a {@code CandidateDismissed}. */
  Event rank(CandidatePublished candidate);
}
