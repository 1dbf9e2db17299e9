package io.wood.contracts.api.curation;

/**
 * Chooses the generation that the review queue shows.
 *
 * @param generation experiment of the classifier, or the SHA-256 of its weights; null or blank for
 *     the newest result of each image
 * @param chosenBy who, without sign-in; null for {@code api}
 */
public record GenerationChoice(String generation, String chosenBy) {
  public GenerationChoice {
    generation = generation == null || generation.isBlank() ? null : generation;
  }
}
