package io.wood.curation.view;

import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.CurationDecided;
import io.wood.curation.index.CandidateIndex;
import io.wood.curation.index.IndexChange;
import io.wood.curation.model.EpochNanos;
import io.wood.curation.model.RankedScore;
import io.wood.curation.model.ShownGeneration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes of a batch per image, computed before anything is written.
 *
 * @param images new images with their slots, in the order of the slots
 * @param ranked the ranking to show by slot, when it is not the one that is shown already
 * @param others rankings by other classifiers that the view does not have yet; another choice of
 *     the generation shows them
 * @param decided the decisions of the batch, by slot
 * @param dismissed when a classifier dismissed an image for the last time, by slot, when that is
 *     later than what is stored
 */
record BatchPlan(
    Map<String, Integer> images,
    Map<Integer, CandidateRanked> ranked,
    Map<OtherRanking, CandidateRanked> others,
    Map<Integer, List<CurationDecided>> decided,
    Map<Integer, Long> dismissed) {

  /** Identifies an image and a classifier. */
  record OtherRanking(int slot, String weights) {}

  static BatchPlan of(LogBatch batch, CandidateIndex index, RecentDismissals recent) {
    BatchPlan plan =
        new BatchPlan(
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>());
    int slots = index.slots();
    ShownGeneration shown = index.shown();
    for (CandidateRanked event : batch.ranked()) {
      int slot = plan.slot(event.image(), slots, index);
      plan.rank(slot, event, index, shown);
      plan.dismiss(slot, recent.of(event.image()), index);
    }
    for (CurationDecided event : batch.decided()) {
      plan.decided
          .computeIfAbsent(plan.slot(event.image(), slots, index), slot -> new ArrayList<>())
          .add(event);
    }
    for (CandidateDismissed event : batch.dismissed()) {
      // A file that cannot be read is no judgement of a classifier.
      if (event.model() != null) {
        plan.dismiss(event, index, recent);
      }
    }
    return plan;
  }

  private void rank(int slot, CandidateRanked event, CandidateIndex index, ShownGeneration shown) {
    RankedScore score = RankedScore.of(event);
    CandidateRanked planned = ranked.get(slot);
    Optional<RankedScore> rival =
        planned == null ? index.ranking(slot) : Optional.of(RankedScore.of(planned));
    if (rival.isEmpty() || shown.prefers(score, rival.get())) {
      ranked.put(slot, event);
      if (planned != null && !rival.get().weights().equals(score.weights())) {
        others.put(new OtherRanking(slot, rival.get().weights()), planned);
      }
    } else if (!rival.get().weights().equals(score.weights()) && !index.isKnown(slot, score)) {
      others.merge(new OtherRanking(slot, score.weights()), event, BatchPlan::newer);
    }
  }

  /** Of two results of a classifier that are not shown, the newer one is kept. */
  private static CandidateRanked newer(CandidateRanked one, CandidateRanked other) {
    return other.rankedAt().isAfter(one.rankedAt()) ? other : one;
  }

  private void dismiss(CandidateDismissed event, CandidateIndex index, RecentDismissals recent) {
    long at = EpochNanos.of(event.dismissedAt());
    int known = index.slot(event.image());
    int slot = known != CandidateIndex.NO_SLOT ? known : images.getOrDefault(event.image(), known);
    if (slot == CandidateIndex.NO_SLOT) {
      recent.add(event.image(), at);
    } else {
      dismiss(slot, at, index);
    }
  }

  private void dismiss(int slot, long at, CandidateIndex index) {
    if (at > index.dismissedAt(slot)) {
      dismissed.merge(slot, at, Math::max);
    }
  }

  private int slot(String image, int slots, CandidateIndex index) {
    int known = index.slot(image);
    return known != CandidateIndex.NO_SLOT
        ? known
        : images.computeIfAbsent(image, ignored -> slots + images.size());
  }

  /** Every ranking that is written, shown or not. */
  List<IndexChange.WrittenRanking> written() {
    List<IndexChange.WrittenRanking> written = new ArrayList<>();
    ranked.forEach(
        (slot, event) -> written.add(new IndexChange.WrittenRanking(slot, RankedScore.of(event))));
    others.forEach(
        (other, event) ->
            written.add(new IndexChange.WrittenRanking(other.slot(), RankedScore.of(event))));
    return written;
  }

  /** The number of images that are ranked for the first time. */
  int newCandidates(CandidateIndex index) {
    return (int) ranked.keySet().stream().filter(slot -> !index.isRanked(slot)).count();
  }
}
