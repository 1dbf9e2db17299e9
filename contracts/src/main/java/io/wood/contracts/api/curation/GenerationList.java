package io.wood.contracts.api.curation;

import java.time.Instant;
import java.util.List;

/**
 * The generations of candidates.
 *
 * @param shown SHA-256 of the weights of the shown one; null for the newest result of each image
 * @param generations all of them, newest first
 */
public record GenerationList(String shown, List<GenerationSummary> generations) {

  /**
   * A generation: what one classifier ranked.
   *
   * @param generation SHA-256 of its weights
   * @param experiment experiment that trained it
   * @param candidates number of hard OoDs that it ranked
   * @param rankedAt when it ranked the last of them
   */
  public record GenerationSummary(
      String generation, String experiment, long candidates, Instant rankedAt) {}
}
