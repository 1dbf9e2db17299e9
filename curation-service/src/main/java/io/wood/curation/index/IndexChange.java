package io.wood.curation.index;

import io.wood.curation.model.RankedScore;
import io.wood.curation.model.ReviewState;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a transaction changed in the index.
 *
 * @param images that were not there, in the order of their slots
 * @param rankings by slot
 * @param lastRankings the rows that hold them, by slot
 * @param standings by slot
 * @param lastDecisions the row of the last decision, by slot
 * @param opinions who has one, by slot, where several people must agree
 * @param leaders of look-alike clusters by slot, {@link LookAlikeClusters#NONE} for an image that
 *     left one
 */
public record IndexChange(
    List<String> images,
    Map<Integer, RankedScore> rankings,
    Map<Integer, Integer> lastRankings,
    Map<Integer, ReviewState> standings,
    Map<Integer, Integer> lastDecisions,
    Map<Integer, Set<String>> opinions,
    Map<Integer, Integer> leaders) {

  public static IndexChange regrouped(Map<Integer, Integer> leaders) {
    return new IndexChange(List.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), leaders);
  }
}
