package io.wood.curation;

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
 * @param leaders of look-alike clusters by slot, {@link Clusters#NONE} for an image that left one
 */
record IndexChange(
    List<String> images,
    Map<Integer, Ranking> rankings,
    Map<Integer, Integer> lastRankings,
    Map<Integer, Standing> standings,
    Map<Integer, Integer> lastDecisions,
    Map<Integer, Set<String>> opinions,
    Map<Integer, Integer> leaders) {

  static IndexChange regrouped(Map<Integer, Integer> leaders) {
    return new IndexChange(List.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), leaders);
  }
}
