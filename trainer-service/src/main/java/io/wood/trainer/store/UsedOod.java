package io.wood.trainer.store;

import io.wood.contracts.selection.Approval;
import java.util.List;

/**
 * Where an OoD of a run comes from, as its decisions say.
 *
 * @param image SHA-256 of the candidate
 * @param source who published it; empty where older decisions do not say
 * @param predictedClass the class it was mistaken for
 * @param score probability of that class
 * @param weights SHA-256 of the weights that ranked it
 * @param approvedBy the people who approve it
 * @param approvals their decisions; empty in runs of older versions
 */
public record UsedOod(
    String image,
    String source,
    String predictedClass,
    double score,
    String weights,
    List<String> approvedBy,
    List<Approval> approvals) {
  public UsedOod {
    approvedBy = List.copyOf(approvedBy);
    approvals = approvals == null ? List.of() : List.copyOf(approvals);
  }
}
