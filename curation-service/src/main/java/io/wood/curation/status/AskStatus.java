package io.wood.curation.status;

import static java.util.Comparator.comparing;

import io.wood.contracts.api.curation.CandidateStatus;
import io.wood.contracts.api.curation.CandidateStatus.ModelResult;
import io.wood.contracts.api.curation.CandidateStatus.State;
import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.contracts.api.repair.DeadLetterFilter;
import io.wood.contracts.api.repair.DeadLetterSummary;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.Topic;
import io.wood.curation.model.DecisionHistory;
import io.wood.curation.model.ReviewState;
import io.wood.store.ArtifactStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** Answers what became of candidates, from the views and the dead letters. */
public final class AskStatus {
  private static final Duration REUSE = Duration.ofSeconds(5);
  private static final DeadLetterFilter PUBLISHED =
      new DeadLetterFilter(Topic.CANDIDATES_PUBLISHED.topicName(), "", "", "", false);

  private final StatusStore status;
  private final Function<Collection<String>, DecisionHistory> decisions;
  private final Function<DeadLetterFilter, List<DeadLetterSummary>> deadLetters;
  private final ExperimentUse experiments;
  private final Clock clock;
  private volatile DeadLetterReading last = new DeadLetterReading(Map.of(), Instant.MIN);

  private record DeadLetterReading(Map<String, DeadLetterSummary> newest, Instant until) {}

  /**
   * Asks these sources.
   *
   * @param decisions returns the decisions on images
   * @param deadLetters returns the dead letters that match
   */
  public AskStatus(
      StatusStore status,
      Function<Collection<String>, DecisionHistory> decisions,
      Function<DeadLetterFilter, List<DeadLetterSummary>> deadLetters,
      ArtifactStore store,
      Clock clock) {
    this.status = status;
    this.decisions = decisions;
    this.deadLetters = deadLetters;
    this.experiments = new ExperimentUse(store);
    this.clock = clock;
  }

  /** Returns the status of each image, in the given order; that of an unknown one is UNKNOWN. */
  public List<CandidateStatus> of(List<String> images) {
    DecisionHistory history = decisions.apply(images);
    Map<String, ArtifactRef> manifests = status.manifests();
    experiments.read(manifests.values());
    return images.stream()
        .map(
            image ->
                status(
                    image,
                    status.trace(image),
                    history.state(image),
                    experiments.of(image, manifests)))
        .toList();
  }

  private CandidateStatus status(
      String image, CandidateTrace trace, ReviewState review, List<String> used) {
    ModelResult newest = trace.results().isEmpty() ? null : trace.results().get(0);
    boolean decided = review.status() != ReviewStatus.OPEN;
    String dead = newest != null || decided ? null : deadLetter(image, trace.publishedAt());
    State state = state(decided, newest, dead, trace);
    return new CandidateStatus(
        image,
        state,
        explanation(state, newest, review, dead),
        trace.publications(),
        trace.results(),
        state == State.RANKED || state == State.DECIDED ? review.status() : null,
        review.reviewer(),
        used);
  }

  private static State state(
      boolean decided, ModelResult newest, String dead, CandidateTrace trace) {
    if (decided) {
      return State.DECIDED;
    }
    if (newest != null) {
      return newest.dismissed() == null ? State.RANKED : State.DISMISSED;
    }
    if (dead != null) {
      return State.DEAD_LETTER;
    }
    return trace.publications().isEmpty() ? State.UNKNOWN : State.WAITING;
  }

  private static String explanation(
      State state, ModelResult newest, ReviewState review, String dead) {
    return switch (state) {
      case UNKNOWN -> "no event names this image";
      case WAITING -> "published; the ranker has not scored it yet";
      case DEAD_LETTER -> dead;
      case DISMISSED -> newest.detail();
      case RANKED -> ranked(newest);
      case DECIDED ->
          "%s by %s".formatted(review.status().name().toLowerCase(Locale.ROOT), review.reviewer());
    };
  }

  static String ranked(ModelResult result) {
    return String.format(
        Locale.ROOT, "ranked as %s, %.3f", result.predictedClass(), result.score());
  }

  /** The reason of the newest dead letter; null when the image was published again after it. */
  private String deadLetter(String image, Instant published) {
    DeadLetterReading reading = last;
    if (clock.instant().isAfter(reading.until())) {
      Map<String, DeadLetterSummary> newest = new HashMap<>();
      deadLetters
          .apply(PUBLISHED)
          .forEach(
              letter ->
                  newest.merge(
                      letter.subject(),
                      letter,
                      BinaryOperator.maxBy(comparing(DeadLetterSummary::at))));
      reading = new DeadLetterReading(newest, clock.instant().plus(REUSE));
      last = reading;
    }
    DeadLetterSummary letter = reading.newest().get(image);
    return letter == null || (published != null && published.isAfter(letter.at()))
        ? null
        : letter.reason();
  }
}
