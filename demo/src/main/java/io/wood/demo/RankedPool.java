package io.wood.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.cli.client.EventTail;
import io.wood.cli.client.HttpApi;
import io.wood.cli.client.RefusedException;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.ProgressPrinter;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the ranker has said about the candidates with one classifier. */
final class RankedPool {
  private static final Duration ADOPTION = Duration.ofSeconds(90);
  private static final Duration STANDSTILL = Duration.ofSeconds(15);
  private static final Duration GIVE_UP = Duration.ofMinutes(3);
  private static final int CONFLICT = 409;

  private final RunningSystem system;
  private final HttpApi ranker;
  private final String weights;

  RankedPool(RunningSystem system, String weights) {
    this.system = system;
    this.ranker = system.api("ranker");
    this.weights = weights;
  }

  /**
   * What stands in the topics.
   *
   * @param hard images ranked with the classifier
   * @param dismissed images that it dismissed, and unusable ones
   */
  record Standing(Set<String> hard, Set<String> dismissed) {
    Standing {
      hard = Set.copyOf(hard);
      dismissed = Set.copyOf(dismissed);
    }

    long of(Set<String> images) {
      return images.stream().filter(this::contains).count();
    }

    boolean contains(String image) {
      return hard.contains(image) || dismissed.contains(image);
    }
  }

  Standing standing() {
    Set<String> hard = new HashSet<>();
    Set<String> dismissed = new HashSet<>();
    EventTail tail = system.tail();
    tail.readAll(
        CandidateRanked.class,
        event -> {
          if (event.model().weights().sha256().equals(weights)) {
            hard.add(event.image());
          }
        });
    tail.readAll(
        CandidateDismissed.class,
        event -> {
          if (event.model() == null || event.model().weights().sha256().equals(weights)) {
            dismissed.add(event.image());
          }
        });
    return new Standing(hard, dismissed);
  }

  /** Images that somebody has published, whatever became of them. */
  Set<String> published() {
    Set<String> images = new HashSet<>();
    EventTail tail = system.tail();
    tail.readAll(CandidatePublished.class, event -> images.add(event.image()));
    return images;
  }

  /** Returns when the ranker works with the classifier. */
  void awaitModel() {
    Instant deadline = Instant.now().plus(ADOPTION);
    while (true) {
      JsonNode status = ranker.get("/api/status");
      if (status.at("/model/weights/sha256").asText().equals(weights)) {
        return;
      }
      if (Instant.now().isAfter(deadline)) {
        throw new CommandFailedException(
            "the ranker does not take the new classifier: " + status.path("problem").asText());
      }
      PollInterval.of(Duration.ofMillis(300));
    }
  }

  /**
   * Returns when every image is ranked or dismissed. Images that were ranked with another
   * classifier before are ranked again on request.
   */
  Standing await(Set<String> images, ProgressPrinter progress) {
    Instant lastNews = Instant.now();
    long before = -1;
    boolean asked = false;
    while (true) {
      Standing standing = standing();
      long done = standing.of(images);
      progress.show("ranking", done, images.size(), "images");
      if (done == images.size()) {
        return standing;
      }
      if (done != before) {
        before = done;
        lastNews = Instant.now();
      }
      Duration quiet = Duration.between(lastNews, Instant.now());
      if (quiet.compareTo(STANDSTILL) > 0 && !asked) {
        asked = true;
        rankAgain();
      }
      if (quiet.compareTo(GIVE_UP) > 0) {
        throw new CommandFailedException(
            "the ranker has ranked %d of %d images and goes no further; see `wood logs ranker`"
                .formatted(done, images.size()));
      }
      PollInterval.of(Duration.ofSeconds(1));
    }
  }

  private void rankAgain() {
    try {
      ranker.post("/api/rerank", Map.of());
    } catch (RefusedException e) {
      if (e.status() != CONFLICT) {
        throw e;
      }
    }
  }
}
