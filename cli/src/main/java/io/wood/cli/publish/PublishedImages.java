package io.wood.cli.publish;

import io.wood.cli.client.EventTail;
import io.wood.contracts.event.CandidatePublished;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The images that a source has published before, by the log: an interrupted publishing goes on
 * where it was. About 120 bytes of memory for each.
 */
public final class PublishedImages {
  private PublishedImages() {}

  /** Hashes of the images that the source has published. */
  public static Set<String> of(EventTail log, String source) {
    return of(each -> log.readAll(CandidatePublished.class, each), source);
  }

  static Set<String> of(Consumer<Consumer<CandidatePublished>> log, String source) {
    Set<String> images = new HashSet<>();
    log.accept(
        event -> {
          if (event.source().equals(source)) {
            images.add(event.image());
          }
        });
    return images;
  }
}
