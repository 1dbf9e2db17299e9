package io.wood.contracts.api.curation;

import java.util.List;

/**
 * Asks what became of candidates.
 *
 * @param images SHA-256 of each, at most 1000
 */
public record StatusRequest(List<String> images) {
  private static final int MAX_IMAGES = 1000;

  public StatusRequest {
    images = images == null ? List.of() : List.copyOf(images);
    if (images.isEmpty() || images.size() > MAX_IMAGES) {
      throw new IllegalArgumentException(
          "'images' must name 1 to %d images, not %d".formatted(MAX_IMAGES, images.size()));
    }
  }
}
