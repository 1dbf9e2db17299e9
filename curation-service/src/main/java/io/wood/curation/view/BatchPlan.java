package io.wood.curation.view;

import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.CurationDecided;
import io.wood.curation.index.CandidateIndex;
import io.wood.curation.model.RankOrder;
import io.wood.curation.model.RankedScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The changes of a batch per image, computed before anything is written.
 *
 * @param images new images with their slots, in the order of the slots
 * @param ranked the newest ranking by slot, when it is newer than the stored one
 * @param decided the decisions of the batch, by slot
 */
record BatchPlan(
    Map<String, Integer> images,
    Map<Integer, CandidateRanked> ranked,
    Map<Integer, List<CurationDecided>> decided) {

  static BatchPlan of(LogBatch batch, CandidateIndex index) {
    BatchPlan plan =
        new BatchPlan(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    int slots = index.slots();
    for (CandidateRanked event : batch.ranked()) {
      int slot = plan.slot(event.image(), slots, index);
      if (index.isNewer(slot, RankedScore.of(event))) {
        plan.ranked.merge(slot, event, RankOrder::newer);
      }
    }
    for (CurationDecided event : batch.decided()) {
      plan.decided
          .computeIfAbsent(plan.slot(event.image(), slots, index), slot -> new ArrayList<>())
          .add(event);
    }
    return plan;
  }

  private int slot(String image, int slots, CandidateIndex index) {
    int known = index.slot(image);
    return known != CandidateIndex.NO_SLOT
        ? known
        : images.computeIfAbsent(image, ignored -> slots + images.size());
  }

  /** The number of images that are ranked for the first time. */
  int newCandidates(CandidateIndex index) {
    return (int) ranked.keySet().stream().filter(slot -> !index.isRanked(slot)).count();
  }
}
