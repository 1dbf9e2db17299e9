package io.wood.ranker;

import io.wood.contracts.CandidatePublished;
import io.wood.contracts.Event;

/** Turns a candidate into what is to be said about it. */
interface Ranking {

  /** Gives a {@code CandidateRanked} or a {@code CandidateDismissed}. */
  Event rank(CandidatePublished candidate);
}
