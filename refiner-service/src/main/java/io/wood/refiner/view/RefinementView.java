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
import java.util.Set;

/**
 * Keeps the state of all refinements in memory; the results of images only while a leader watches
 * them. One thread feeds it from offset 0, so it is rebuilt at every start. The first request of an
 * id counts, and after it the retries.
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

  /** Returns true if an image was ever processed in the stage, as far as the log says. */
  public synchronized boolean hasBegun(String refinement, RefinementStage stage) {
    RefinementEntry entry = entries.get(refinement);
    return entry != null && entry.hasBegun(stage);
  }

  /** The images of an open refinement that failed, at most 10,000; none once it has ended. */
  synchronized Set<String> failed(String refinement) {
    RefinementEntry entry = entries.get(refinement);
    return entry == null ? Set.of() : entry.failed();
  }

  /** How many tasks of all refinements were finished so far. */
  public synchronized long finishedTasks() {
    return finishedTasks;
  }

  /**
   * Starts to keep the results of images that arrive from now on, unless the refinement has ended;
   * call {@link #unwatch} at the end. What was there before is added by {@link #addKnown}.
   */
  public synchronized StageWatch watch(
      String refinement, RefinementStage stage, Collection<String> images) {
    StageWatch watch = new StageWatch(refinement, stage, images);
    entry(refinement).watch(watch);
    return watch;
  }

  /** Adds a result that was in the store when the watch began, unless a retry repeats it. */
  public synchronized void addKnown(StageWatch watch, ImageRefined result) {
    entry(watch.refinement()).addKnown(watch, result);
  }

  /** The results so far, by image. */
  public synchronized Map<String, ImageRefined> results(StageWatch watch) {
    return Map.copyOf(watch.results());
  }

  /** Returns true if there are more results than when the watch began. */
  public synchronized boolean isFurther(StageWatch watch) {
    return watch.isFurther();
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
