package io.wood.curation.view;

import io.wood.curation.model.ReviewState;
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
public record ViewChange(
    Map<String, ReviewState> standings, Set<String> decisions, int newCandidates, int rankings) {
  public boolean isEmpty() {
    return standings.isEmpty() && newCandidates == 0;
  }
}
