package io.wood.demo;

import io.wood.cli.client.EventTail;
import io.wood.cli.client.HttpApi;
import io.wood.cli.client.RefusedException;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.ProgressPrinter;
import io.wood.contracts.api.ranker.RankerStatus;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Waits for the ranker's results on the candidates with one classifier. */
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
   * The results in the topics so far.
   *
   * @param hard images ranked with the classifier
   * @param dismissed images that it dismissed, and unusable ones
   */
  record Results(Set<String> hard, Set<String> dismissed) {
    Results {
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

  Results results() {
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
    return new Results(hard, dismissed);
  }

  /** All published images, ranked or not. */
  Set<String> published() {
    Set<String> images = new HashSet<>();
    EventTail tail = system.tail();
    tail.readAll(CandidatePublished.class, event -> images.add(event.image()));
    return images;
  }

  /** Returns when the ranker uses the classifier. */
  void awaitModel() {
    Instant deadline = Instant.now().plus(ADOPTION);
    while (true) {
      RankerStatus status = ranker.get("/api/status", RankerStatus.class);
      if (status.model() != null && status.model().weights().sha256().equals(weights)) {
        return;
      }
      if (Instant.now().isAfter(deadline)) {
        throw new CommandFailedException(
            "the ranker does not load the new classifier: " + status.problem());
      }
      PollInterval.of(Duration.ofMillis(300));
    }
  }

  /**
   * Returns when every image is ranked or dismissed. Images that were ranked with another
   * classifier before are ranked again on request.
   */
  Results await(Set<String> images, ProgressPrinter progress) {
    Instant lastNews = Instant.now();
    long before = -1;
    boolean asked = false;
    while (true) {
      Results results = results();
      long done = results.of(images);
      progress.show("ranking", done, images.size(), "images");
      if (done == images.size()) {
        return results;
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
            "the ranker stopped after %d of %d images; see `wood logs ranker`"
                .formatted(done, images.size()));
      }
      PollInterval.of(Duration.ofSeconds(1));
    }
  }

  private void rankAgain() {
    try {
      ranker.post("/api/rerank");
    } catch (RefusedException e) {
      if (e.status() != CONFLICT) {
        throw e;
      }
    }
  }
}
