package io.wood.curation.model;

import io.wood.contracts.event.GenerationChosen;

/**
 * The generation that the queue shows. A newer choice replaces an older one, in any order of
 * arrival.
 *
 * @param weights SHA-256 of the classifier's weights; null for the newest result of each image
 * @param chosenAt when it was chosen, as {@link EpochNanos}
 */
public record ShownGeneration(String weights, long chosenAt) {
  /** What is shown before a choice. */
  public static final ShownGeneration NEWEST = new ShownGeneration(null, 0);

  public static ShownGeneration of(GenerationChosen event) {
    return new ShownGeneration(event.generation(), EpochNanos.of(event.chosenAt()));
  }

  public boolean isNewerThan(ShownGeneration other) {
    return chosenAt != other.chosenAt
        ? chosenAt > other.chosenAt
        : text(weights).compareTo(text(other.weights)) > 0;
  }

  /** Returns true when the first ranking of an image is shown rather than the second one. */
  public boolean prefers(RankedScore one, RankedScore other) {
    boolean belongs = one.weights().equals(weights);
    return belongs != other.weights().equals(weights)
        ? belongs
        : RankOrder.isNewer(one.rankedAt(), one.weights(), other.rankedAt(), other.weights());
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }
}
