package io.wood.refiner.view;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One refinement in the {@link RefinementView}. What an ended refinement keeps in memory is its
 * outcome: the results of its images are in the store.
 */
final class RefinementEntry {
  private final Map<RefinementStage, Map<String, ImageRefined>> refined =
      new EnumMap<>(RefinementStage.class);
  private final List<StageWatch> watches = new ArrayList<>();
  private RefinementRequested request;
  private RefinementProgressed progress;
  private RefinementCompleted completed;

  /** The first request of an id counts, until a retry is requested. */
  void requested(RefinementRequested event) {
    if (request == null || event.retries() > request.retries()) {
      request = event;
      refined
          .values()
          .forEach(results -> results.values().removeIf(result -> isRetried(result, event)));
      forgetImages();
    }
  }

  void progressed(RefinementProgressed event) {
    Instant retried = request == null || request.retries() == 0 ? null : request.requestedAt();
    progress = progress == null ? event : progress.latest(event, retried);
    forgetImages();
  }

  void completed(RefinementCompleted event) {
    if (completed == null || !event.completedAt().isBefore(completed.completedAt())) {
      completed = event;
    }
    forgetImages();
  }

  void refined(ImageRefined event) {
    if (isEnded() || (request != null && isRetried(event, request))) {
      return;
    }
    stage(event.stage()).put(event.image(), event);
    watches.stream()
        .filter(watch -> watch.stage() == event.stage())
        .forEach(watch -> watch.add(event));
  }

  private static boolean isRetried(ImageRefined result, RefinementRequested request) {
    return !result.problem().isEmpty() && request.retries(result.refinedAt());
  }

  boolean isEnded() {
    if (request == null) {
      return completed != null;
    }
    return summary().filter(RefinementSummary::ended).isPresent();
  }

  private void forgetImages() {
    if (isEnded()) {
      refined.clear();
    }
  }

  /** What ended before a retry was requested is no longer the state. */
  Optional<RefinementSummary> summary() {
    return Optional.ofNullable(request)
        .map(
            known ->
                new RefinementSummary(
                    known,
                    progress == null || known.retries(progress.at()) ? null : progress,
                    completed == null || known.retries(completed.completedAt())
                        ? null
                        : completed));
  }

  Map<String, ImageRefined> refined(RefinementStage stage) {
    return Map.copyOf(stage(stage));
  }

  Optional<ImageRefined> refined(RefinementStage stage, String image) {
    return Optional.ofNullable(stage(stage).get(image));
  }

  void watch(StageWatch watch) {
    stage(watch.stage()).values().forEach(watch::add);
    watches.add(watch);
  }

  void unwatch(StageWatch watch) {
    watches.remove(watch);
  }

  private Map<String, ImageRefined> stage(RefinementStage stage) {
    return refined.computeIfAbsent(stage, key -> new HashMap<>());
  }
}
