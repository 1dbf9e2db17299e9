package io.wood.refiner.view;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One refinement in the {@link RefinementView}. It keeps no results of images, which are in the
 * store, except for a leader that watches them: only which stages have any, and which images failed
 * while it is open.
 */
final class RefinementEntry {
  /** More failed images than a person looks through. */
  static final int MAX_FAILED = 10_000;

  private final Set<RefinementStage> begun = EnumSet.noneOf(RefinementStage.class);
  private final Set<String> failed = new HashSet<>();
  private final List<StageWatch> watches = new ArrayList<>();
  private RefinementRequested request;
  private RefinementProgressed progress;
  private RefinementCompleted completed;

  /** The first request of an id counts, until a retry is requested. */
  void requested(RefinementRequested event) {
    if (request == null || event.retries() > request.retries()) {
      request = event;
      if (event.retries() > 0) {
        failed.clear();
      }
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
    begun.add(event.stage());
    if (isEnded() || isRetried(event)) {
      return;
    }
    if (!event.problem().isEmpty() && failed.size() < MAX_FAILED) {
      failed.add(event.image());
    }
    watches.stream()
        .filter(watch -> watch.stage() == event.stage())
        .forEach(watch -> watch.add(event));
  }

  private boolean isRetried(ImageRefined result) {
    return request != null && !result.problem().isEmpty() && request.retries(result.refinedAt());
  }

  boolean isEnded() {
    if (request == null) {
      return completed != null;
    }
    return summary().filter(RefinementSummary::ended).isPresent();
  }

  private void forgetImages() {
    if (isEnded()) {
      failed.clear();
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

  /** Returns true if an image of the stage was ever processed. */
  boolean hasBegun(RefinementStage stage) {
    return begun.contains(stage);
  }

  /** The images that failed in any stage. */
  Set<String> failed() {
    return Set.copyOf(failed);
  }

  void watch(StageWatch watch) {
    watches.add(watch);
  }

  /** Adds a result of the store to a watch, unless a retry repeats it. */
  void addKnown(StageWatch watch, ImageRefined result) {
    if (!isRetried(result)) {
      watch.addKnown(result);
    }
  }

  void unwatch(StageWatch watch) {
    watches.remove(watch);
  }
}
