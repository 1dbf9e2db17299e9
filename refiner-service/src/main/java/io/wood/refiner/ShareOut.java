package io.wood.refiner;

import io.wood.contracts.ArtifactRef;
import io.wood.contracts.ImageRefined;
import io.wood.contracts.RefinementTask;
import io.wood.kit.EventPublisher;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Gives a stage's images to all replicas and waits until each has been told of. Images that were
 * done before are not asked for again; when nothing moves for a while the rest is asked for once
 * more, since a task may have been lost.
 */
final class ShareOut {
  private static final int ATTEMPTS = 3;
  private static final Duration LOOK = Duration.ofMillis(500);

  private final StageJobs jobs;
  private final RefinementView view;
  private final EventPublisher events;
  private final Duration stall;

  ShareOut(StageJobs jobs, RefinementView view, EventPublisher events, Duration stall) {
    this.jobs = jobs;
    this.view = view;
    this.events = events;
    this.stall = stall;
  }

  /**
   * Returns what the stage told, by image.
   *
   * @throws RunFailedException when images stay undone after several attempts
   */
  Map<String, ImageRefined> run(
      StageJob job, Collection<String> images, RunReporter reporter, BooleanSupplier held)
      throws InterruptedException {
    ArtifactRef stored = jobs.store(job);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Set<String> missing = new LinkedHashSet<>(images);
      missing.removeAll(view.refined(job.request().refinement(), job.stage()).keySet());
      for (String image : missing) {
        events.publish(new RefinementTask(job.request().refinement(), job.stage(), image, stored));
      }
      if (await(job, images, reporter, held)) {
        return view.refined(job.request().refinement(), job.stage());
      }
    }
    throw new RunFailedException(
        "stage %s stood still for %s, %d times: are refiner replicas running, and what does %s hold?"
            .formatted(job.stage(), stall, ATTEMPTS, "wood.refinement.tasks.dlq"));
  }

  /** Waits while something moves; false when nothing has moved for the whole stall time. */
  private boolean await(
      StageJob job, Collection<String> images, RunReporter reporter, BooleanSupplier held)
      throws InterruptedException {
    int before = -1;
    long moved = System.nanoTime();
    while (System.nanoTime() - moved < stall.toNanos()) {
      if (!held.getAsBoolean()) {
        throw new LeaseLostException(job.request().refinement());
      }
      int done = view.awaitRefined(job.request().refinement(), job.stage(), images, LOOK);
      if (done != before) {
        reporter.progress(
            job.stage().name().toLowerCase(java.util.Locale.ROOT),
            done,
            images.size(),
            "images",
            Map.of());
        before = done;
        moved = System.nanoTime();
      }
      if (done == images.size()) {
        return true;
      }
    }
    return false;
  }
}
