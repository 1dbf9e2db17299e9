package io.wood.refiner.view;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the state of all refinements in memory. One thread feeds it from offset 0, so it is rebuilt
 * at every start. The first request of an id counts; later requests of the same id change nothing.
 */
public final class RefinementView {
  private final Map<String, RefinementEntry> entries = new HashMap<>();

  public synchronized void accept(Event event) {
    if (event instanceof RefinementRequested requested) {
      entry(requested.refinement()).requested(requested);
    } else if (event instanceof RefinementProgressed progressed) {
      entry(progressed.refinement()).progressed(progressed);
    } else if (event instanceof RefinementCompleted completed) {
      entry(completed.refinement()).completed(completed);
    } else if (event instanceof ImageRefined refined) {
      entry(refined.refinement()).refined(refined);
    }
    notifyAll();
  }

  public synchronized Optional<RefinementSummary> find(String refinement) {
    return Optional.ofNullable(entries.get(refinement)).flatMap(RefinementEntry::summary);
  }

  /** All refinements, latest request first. */
  public synchronized List<RefinementSummary> all() {
    return entries.values().stream()
        .flatMap(entry -> entry.summary().stream())
        .sorted(
            Comparator.comparing((RefinementSummary summary) -> summary.request().requestedAt())
                .reversed())
        .toList();
  }

  /** A stage's results so far, by image. */
  public synchronized Map<String, ImageRefined> refined(String refinement, RefinementStage stage) {
    RefinementEntry entry = entries.get(refinement);
    return entry == null ? Map.of() : entry.refined(stage);
  }

  /** A stage's result of one image. */
  synchronized Optional<ImageRefined> refinedOne(
      String refinement, RefinementStage stage, String image) {
    RefinementEntry entry = entries.get(refinement);
    return entry == null ? Optional.empty() : entry.refined(stage, image);
  }

  /** Waits until a stage has results of all these images, but not longer than the timeout. */
  public synchronized int awaitRefined(
      String refinement, RefinementStage stage, Collection<String> images, Duration timeout)
      throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      int done = entry(refinement).count(stage, images);
      long left = (end - System.nanoTime()) / 1_000_000;
      if (done == images.size() || left <= 0) {
        return done;
      }
      wait(left);
    }
  }

  private RefinementEntry entry(String refinement) {
    return entries.computeIfAbsent(refinement, id -> new RefinementEntry());
  }
}
