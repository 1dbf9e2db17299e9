package io.wood.kit.page;

/**
 * How many records each stage of the pipeline has written. A count that cannot be read is null, and
 * its property is left out of the JSON.
 *
 * @param published candidates published
 * @param waiting candidates that the ranker has not handled yet
 * @param ranked candidates ranked as hard OoDs; a candidate counts again for another model
 * @param dismissed candidates below the threshold or unusable
 * @param decided decisions, withdrawals included
 * @param experiments experiments requested
 * @param trained classifiers trained
 * @param refinements refinements completed
 */
public record PipelineCounts(
    Long published,
    Long waiting,
    Long ranked,
    Long dismissed,
    Long decided,
    Long experiments,
    Long trained,
    Long refinements) {
  /** No count is known. */
  static final PipelineCounts UNKNOWN =
      new PipelineCounts(null, null, null, null, null, null, null, null);
}
