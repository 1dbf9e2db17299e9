package io.wood.contracts.api.ranker;

import java.util.List;

/**
 * Results of submitting several files at once.
 *
 * @param results one for each file, in the order of the request
 */
public record SubmitResults(List<FileResult> results) {
  public SubmitResults {
    results = List.copyOf(results);
  }
}
