package io.wood.contracts.selection;

import io.wood.contracts.artifact.ArtifactRef;
import java.util.Comparator;
import java.util.List;

/**
 * An approved hard OoD, as the last decision on it describes it.
 *
 * @param artifact the file
 * @param predictedClass the class it was mistaken for
 * @param score probability of that class
 * @param weights SHA-256 of the model's weights
 * @param source who published it; empty where decisions do not say
 * @param approvals the decisions of the people who approve it, sorted by their names
 */
public record ApprovedOod(
    ArtifactRef artifact,
    String predictedClass,
    double score,
    String weights,
    String source,
    List<Approval> approvals) {
  /** By the hash of the file. */
  public static final Comparator<ApprovedOod> BY_HASH =
      Comparator.comparing(ood -> ood.artifact().sha256());

  public ApprovedOod {
    approvals = List.copyOf(approvals);
  }

  /** The people who approve it, sorted. */
  public List<String> approvedBy() {
    return approvals.stream().map(Approval::reviewer).toList();
  }
}
