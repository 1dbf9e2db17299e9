package io.wood.cli.publish;

import io.wood.cli.client.EventTail;
import io.wood.contracts.event.CandidatePublished;
import java.util.HashSet;
import java.util.Set;

/**
 * The images that a source has published before, by the log: an interrupted publishing goes on
 * where it was. About 120 bytes of memory for each.
 */
public final class PublishedImages {
  private PublishedImages() {}

  /** Hashes of the images that the source has published. */
  public static Set<String> of(EventTail log, String source) {
    Set<String> images = new HashSet<>();
    log.readAll(
        CandidatePublished.class,
        event -> {
          if (event.source().equals(source)) {
            images.add(event.image());
          }
        });
    return images;
  }
}
