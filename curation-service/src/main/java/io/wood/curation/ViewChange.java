package io.wood.curation;

import java.util.Map;
import java.util.Set;

/**
 * What a batch changed.
 *
 * @param standings images that were decided, and how they stand now
 * @param decisions ids of the decisions that arrived
 * @param newCandidates how many images are new
 * @param rankings how many images were ranked, new ones and others
 */
record ViewChange(
    Map<String, Standing> standings, Set<String> decisions, int newCandidates, int rankings) {
  boolean isEmpty() {
    return standings.isEmpty() && newCandidates == 0;
  }
}
