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
 * Keeps the state of all refinements in memory: of an open one the results of its images, of an
 * ended one the outcome. One thread feeds it from offset 0, so it is rebuilt at every start. The
 * first request of an id counts, and after it the retries.
 */
public final class RefinementView {
  private final Map<String, RefinementEntry> entries = new HashMap<>();
  private long finishedTasks;

  public synchronized void accept(Event event) {
    if (event instanceof RefinementRequested requested) {
      entry(requested.refinement()).requested(requested);
    } else if (event instanceof RefinementProgressed progressed) {
      entry(progressed.refinement()).progressed(progressed);
    } else if (event instanceof RefinementCompleted completed) {
      entry(completed.refinement()).completed(completed);
    } else if (event instanceof ImageRefined refined) {
      finishedTasks++;
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

  /** Returns true when this request, or a later retry of it, has ended or was replaced. */
  public boolean isEnded(RefinementRequested request) {
    return find(request.refinement())
        .filter(
            known ->
                known.request().retries() > request.retries()
                    || (known.request().retries() == request.retries() && known.ended()))
        .isPresent();
  }

  /** A stage's results so far, by image; none once the refinement has ended. */
  public synchronized Map<String, ImageRefined> refined(String refinement, RefinementStage stage) {
    RefinementEntry entry = entries.get(refinement);
    return entry == null ? Map.of() : entry.refined(stage);
  }

  /** A stage's result of one image; empty once the refinement has ended. */
  synchronized Optional<ImageRefined> refinedOne(
      String refinement, RefinementStage stage, String image) {
    RefinementEntry entry = entries.get(refinement);
    return entry == null ? Optional.empty() : entry.refined(stage, image);
  }

  /** How many tasks of all refinements were finished so far. */
  public synchronized long finishedTasks() {
    return finishedTasks;
  }

  /** Starts to count the results of images; call {@link #unwatch} at the end. */
  public synchronized StageWatch watch(
      String refinement, RefinementStage stage, Collection<String> images) {
    StageWatch watch = new StageWatch(refinement, stage, images);
    entry(refinement).watch(watch);
    return watch;
  }

  public synchronized void unwatch(StageWatch watch) {
    entry(watch.refinement()).unwatch(watch);
  }

  /** The images that have no result yet. */
  public synchronized List<String> missing(StageWatch watch) {
    return List.copyOf(watch.missing());
  }

  /** How many of the images that have a result took an output from an equal stage. */
  public synchronized int reused(StageWatch watch) {
    return watch.reused();
  }

  /**
   * Waits until all watched images have results, but not longer than the timeout.
   *
   * @return how many of them have one
   */
  public synchronized int await(StageWatch watch, Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (watch.missing().isEmpty() || left <= 0) {
        return watch.done();
      }
      wait(left);
    }
  }

  private RefinementEntry entry(String refinement) {
    return entries.computeIfAbsent(refinement, id -> new RefinementEntry());
  }
}
