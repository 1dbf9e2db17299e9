package io.wood.curation.index;

import io.wood.curation.model.RankedScore;
import io.wood.curation.model.ReviewState;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The changes of one transaction to the index.
 *
 * @param images new images, in the order of their slots
 * @param rankings newest rankings, by slot
 * @param lastRankings rows of these rankings, by slot
 * @param states review states, by slot
 * @param lastDecisions row of the last decision, by slot
 * @param opinions reviewers who have an opinion, by slot, with a shared quorum
 * @param ranked every ranking that was written, those that are not shown included
 * @param dismissals when a classifier dismissed an image for the last time, by slot
 * @param leaders of look-alike clusters, by slot; {@link CandidateIndex#NO_LEADER} for an image
 *     that left its cluster
 */
public record IndexChange(
    List<String> images,
    Map<Integer, RankedScore> rankings,
    Map<Integer, Integer> lastRankings,
    Map<Integer, ReviewState> states,
    Map<Integer, Integer> lastDecisions,
    Map<Integer, Set<String>> opinions,
    List<WrittenRanking> ranked,
    Map<Integer, Long> dismissals,
    Map<Integer, Integer> leaders) {

  /**
   * A ranking that was written.
   *
   * @param slot of its image
   */
  public record WrittenRanking(int slot, RankedScore ranking) {}

  /** New images and rankings, and nothing else. */
  public static IndexChange ranked(
      List<String> images,
      Map<Integer, RankedScore> rankings,
      Map<Integer, Integer> lastRankings,
      List<WrittenRanking> ranked) {
    return new IndexChange(
        images, rankings, lastRankings, Map.of(), Map.of(), Map.of(), ranked, Map.of(), Map.of());
  }

  /** Decisions only. */
  public static IndexChange decided(
      Map<Integer, ReviewState> states, Map<Integer, Integer> lastDecisions) {
    return new IndexChange(
        List.of(),
        Map.of(),
        Map.of(),
        states,
        lastDecisions,
        Map.of(),
        List.of(),
        Map.of(),
        Map.of());
  }

  /** Opinions only. */
  public static IndexChange opinions(Map<Integer, Set<String>> opinions) {
    return new IndexChange(
        List.of(), Map.of(), Map.of(), Map.of(), Map.of(), opinions, List.of(), Map.of(), Map.of());
  }

  /** Dismissals only. */
  public static IndexChange dismissed(Map<Integer, Long> dismissals) {
    return new IndexChange(
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        dismissals,
        Map.of());
  }

  /** Clusters only. */
  public static IndexChange regrouped(Map<Integer, Integer> leaders) {
    return new IndexChange(
        List.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), List.of(), Map.of(), leaders);
  }
}
