package io.wood.method.parity;

import java.util.List;

/**
 * The result of one golden file.
 *
 * @param file its name
 * @param differences one per golden array
 * @param problem why it could not be compared to the end; empty when it could
 */
public record ParityResult(String file, List<ArrayDifference> differences, String problem) {
  public ParityResult {
    differences = List.copyOf(differences);
  }

  /** True when something was compared and all of it passed. */
  public boolean passed() {
    return problem.isEmpty()
        && !differences.isEmpty()
        && differences.stream().allMatch(ArrayDifference::passed);
  }

  /** The comparisons that failed. */
  public List<ArrayDifference> failures() {
    return differences.stream().filter(difference -> !difference.passed()).toList();
  }
}
