package io.wood.refiner.lead;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RefinementTask;
import io.wood.contracts.event.Topic;
import io.wood.kit.event.EventPublisher;
import io.wood.refiner.stage.RunFailedException;
import io.wood.refiner.stage.StageInput;
import io.wood.refiner.stage.StageInputCache;
import io.wood.refiner.stage.StageOutputs;
import io.wood.refiner.view.RefinementView;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Gives a stage's images to all replicas and waits until each has been told of. Images that were
 * done before are not asked for again; when nothing moves for a while the rest is asked for once
 * more, since a task may have been lost. What nobody can do after several attempts is told of as
 * failed, so that one image does not hold up all others; a stage in which nothing was done at all
 * fails.
 */
public final class StageDispatcher {
  private static final int ATTEMPTS = 3;
  private static final Duration LOOK = Duration.ofMillis(500);

  private final StageInputCache jobs;
  private final StageOutputs outputs;
  private final RefinementView view;
  private final EventPublisher events;
  private final Clock clock;
  private final Duration stall;

  public StageDispatcher(
      StageInputCache jobs,
      StageOutputs outputs,
      RefinementView view,
      EventPublisher events,
      Clock clock,
      Duration stall) {
    this.jobs = jobs;
    this.outputs = outputs;
    this.view = view;
    this.events = events;
    this.clock = clock;
    this.stall = stall;
  }

  /**
   * Returns what the stage told, by image.
   *
   * @throws RunFailedException when no image was done after several attempts
   */
  Map<String, ImageRefined> run(
      StageInput job, Collection<String> images, RefinementReporter reporter, BooleanSupplier held)
      throws InterruptedException {
    ArtifactRef stored = jobs.store(job);
    String refinement = job.request().refinement();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      for (String image : missing(job, images)) {
        events.publish(new RefinementTask(refinement, job.stage(), image, stored));
      }
      if (await(job, images, reporter, held)) {
        return view.refined(refinement, job.stage());
      }
    }
    Set<String> missing = missing(job, images);
    if (missing.size() == images.size()) {
      throw new RunFailedException(
          "stage %s stood still for %s, %d times: are refiner replicas running, and what does %s hold?"
              .formatted(
                  job.stage(),
                  patience(job),
                  ATTEMPTS,
                  Topic.of(RefinementTask.class).deadLetterName()));
    }
    missing.forEach(image -> giveUp(job, image));
    view.awaitRefined(refinement, job.stage(), images, patience(job));
    return view.refined(refinement, job.stage());
  }

  private Set<String> missing(StageInput job, Collection<String> images) {
    Set<String> missing = new LinkedHashSet<>(images);
    missing.removeAll(view.refined(job.request().refinement(), job.stage()).keySet());
    return missing;
  }

  private void giveUp(StageInput job, String image) {
    String name = jobs.image(job, image).map(known -> known.name()).orElse(image);
    String problem =
        "%s: no replica has done stage %s of it, asked %d times; %s and the replicas' logs say why"
            .formatted(
                name, job.stage(), ATTEMPTS, Topic.of(RefinementTask.class).deadLetterName());
    events.publish(
        outputs.tell(
            new ImageRefined(
                job.request().refinement(),
                job.stage(),
                image,
                Map.of(),
                problem,
                clock.instant())));
  }

  /** AdvCAM makes as many passes, forth and back, as others make one. */
  private Duration patience(StageInput job) {
    var cam = job.request().parameters().cam();
    boolean climbs = job.stage() == RefinementStage.CAM && cam.adversarial();
    return climbs ? stall.multipliedBy(Math.max(1, cam.iterations())) : stall;
  }

  /** Waits while something moves; false when nothing has moved for the whole stall time. */
  private boolean await(
      StageInput job, Collection<String> images, RefinementReporter reporter, BooleanSupplier held)
      throws InterruptedException {
    int before = -1;
    long moved = System.nanoTime();
    while (System.nanoTime() - moved < patience(job).toNanos()) {
      if (!held.getAsBoolean()) {
        throw new LeaseLostException(job.request().refinement());
      }
      int done = view.awaitRefined(job.request().refinement(), job.stage(), images, LOOK);
      if (done != before) {
        reporter.progress(
            job.stage().name().toLowerCase(Locale.ROOT), done, images.size(), "images", Map.of());
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
