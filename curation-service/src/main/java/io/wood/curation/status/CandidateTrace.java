package io.wood.curation.status;

import io.wood.contracts.api.curation.CandidateStatus.ModelResult;
import io.wood.contracts.api.curation.CandidateStatus.Publication;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The events about one image. The same event again changes nothing.
 *
 * @param publications one per source, in the order of the log
 * @param results one per model, newest first
 * @param publishedAt when the last publication was written to the log; null when it is not known
 */
record CandidateTrace(
    List<Publication> publications, List<ModelResult> results, Instant publishedAt) {
  static final CandidateTrace EMPTY = new CandidateTrace(null, null, null);

  CandidateTrace {
    publications = publications == null ? List.of() : List.copyOf(publications);
    results = results == null ? List.of() : List.copyOf(results);
  }

  /**
   * Adds an event.
   *
   * @param written when it was written to the log
   */
  CandidateTrace with(Event event, Instant written) {
    if (event instanceof CandidatePublished published) {
      return new CandidateTrace(
          replacing(
              publications,
              new Publication(published.source(), published.name(), published.publishedAt()),
              earlier -> earlier.source().equals(published.source())),
          results,
          written);
    }
    ModelResult result = result(event);
    List<ModelResult> all =
        new ArrayList<>(
            replacing(
                results, result, earlier -> Objects.equals(earlier.weights(), result.weights())));
    all.sort(Comparator.comparing(ModelResult::at).reversed());
    return new CandidateTrace(publications, all, publishedAt);
  }

  /** What a ranked or dismissed candidate's event says. */
  static ModelResult result(Event event) {
    return event instanceof CandidateRanked ranked
        ? result(ranked)
        : result((CandidateDismissed) event);
  }

  private static ModelResult result(CandidateRanked event) {
    return new ModelResult(
        event.model().experiment(),
        event.model().weights().sha256(),
        null,
        "",
        event.predictedClass(),
        event.score(),
        event.rankedAt());
  }

  private static ModelResult result(CandidateDismissed event) {
    ModelRef model = event.model();
    return new ModelResult(
        model == null ? null : model.experiment(),
        model == null ? null : model.weights().sha256(),
        event.reason(),
        event.detail(),
        event.predictedClass(),
        event.score(),
        event.dismissedAt());
  }

  private static <T> List<T> replacing(List<T> all, T one, Predicate<T> same) {
    List<T> next = new ArrayList<>(all);
    next.removeIf(same);
    next.add(one);
    return next;
  }
}
