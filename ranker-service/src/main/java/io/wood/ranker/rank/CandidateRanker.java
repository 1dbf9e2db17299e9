package io.wood.ranker.rank;

import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.Event;

/** Turns a candidate into what is to be said about it. */
public interface CandidateRanker {

  /** Gives a {@code CandidateRanked} or a {@code CandidateDismissed}. */
  Event rank(CandidatePublished candidate);
}
