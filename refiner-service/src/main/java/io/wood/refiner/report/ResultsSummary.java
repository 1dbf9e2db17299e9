package io.wood.refiner.report;

import java.util.List;

/**
 * The results of a refinement, without the outputs of its images.
 *
 * @param manifest without images
 * @param images how many images there are
 * @param failed those with a problem
 */
public record ResultsSummary(
    ResultsManifest manifest, int images, List<ResultsManifest.Entry> failed) {
  public ResultsSummary {
    failed = List.copyOf(failed);
  }
}
