package io.wood.curation.view;

import io.wood.curation.model.ReviewState;
import java.util.Map;
import java.util.Set;

/**
 * The changes of a batch to the view.
 *
 * @param states decided images and their review states
 * @param decisions ids of the decisions in the batch
 * @param newCandidates number of images that are ranked for the first time
 * @param rankings number of images with a newer ranking, new images included
 * @param switched whether another generation is shown now
 */
public record ViewChange(
    Map<String, ReviewState> states,
    Set<String> decisions,
    int newCandidates,
    int rankings,
    boolean switched) {
  public boolean isEmpty() {
    return states.isEmpty() && newCandidates == 0 && !switched;
  }
}
