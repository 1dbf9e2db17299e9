package io.wood.contracts.api.ranker;

import java.time.Instant;
import java.util.List;

/**
 * Orders a re-ranking; what is null does not limit the selection.
 *
 * @param experiment whose classifier scores; null for the active classifier
 * @param sources only candidates that one of these published
 * @param since only candidates that were published at or after this time
 * @param images only these candidates, by SHA-256, at most 10,000
 * @param generation only candidates that this earlier classifier ranked as hard OoD: its
 *     experiment, or the SHA-256 of its weights
 * @param requestedBy who, without sign-in; null for {@code api}
 */
public record RerankOrder(
    String experiment,
    List<String> sources,
    Instant since,
    List<String> images,
    String generation,
    String requestedBy) {
  /** All candidates, by the active classifier. */
  public static final RerankOrder ALL = new RerankOrder(null, null, null, null, null, null);

  public RerankOrder {
    experiment = experiment == null || experiment.isBlank() ? null : experiment;
    generation = generation == null || generation.isBlank() ? null : generation;
    sources = checked(sources, "sources");
    images = checked(images, "images");
  }

  /** An empty list would silently select everything. */
  private static List<String> checked(List<String> names, String what) {
    if (names != null && names.isEmpty()) {
      throw new IllegalArgumentException(
          what + " is empty; leave it out for any, or name at least one");
    }
    return names == null ? null : List.copyOf(names);
  }
}
