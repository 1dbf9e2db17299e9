package io.wood.refiner.lead;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RefinementTask;
import io.wood.contracts.event.Topic;
import io.wood.kit.event.EventPublisher;
import io.wood.refiner.stage.RefinementFailedException;
import io.wood.refiner.stage.StageInput;
import io.wood.refiner.stage.StageInputCache;
import io.wood.refiner.stage.StageOutputs;
import io.wood.refiner.view.RefinementView;
import io.wood.refiner.view.StageWatch;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Distributes a stage's images over all replicas and waits for every result. Images with a result
 * are not requested again. If no replica finishes a task of any refinement for a while, the missing
 * tasks are published again, since they may have been lost. An image without a result after several
 * such attempts is recorded as failed, so that the others continue; a stage without any result
 * fails. Tasks that wait behind those of other refinements are not lost, however long they wait.
 */
public final class StageDispatcher {
  private static final int ATTEMPTS = 3;
  private static final int PIECE = 500;

  /** Stall times without a result of one's own, while others finish tasks. */
  private static final int LONG_WAIT = 10;

  private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

  private final StageInputCache inputs;
  private final StageOutputs outputs;
  private final RefinementView view;
  private final EventPublisher events;
  private final Clock clock;
  private final Duration stall;

  public StageDispatcher(
      StageInputCache inputs,
      StageOutputs outputs,
      RefinementView view,
      EventPublisher events,
      Clock clock,
      Duration stall) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.view = view;
    this.events = events;
    this.clock = clock;
    this.stall = stall;
  }

  /**
   * Returns the stage's results by image.
   *
   * @throws RefinementFailedException if no image has a result after several attempts
   */
  Map<String, ImageRefined> run(
      StageInput input, Collection<String> images, RefinementReporter reporter, LeadControl control)
      throws InterruptedException {
    String refinement = input.request().refinement();
    StageWatch watch = view.watch(refinement, input.stage(), images);
    try {
      run(input, watch, images.size(), reporter, control);
    } finally {
      view.unwatch(watch);
    }
    Map<String, ImageRefined> results = view.refined(refinement, input.stage());
    // Of a refinement that was cancelled meanwhile there are none any more.
    control.requireLead(refinement);
    return results;
  }

  private void run(
      StageInput input,
      StageWatch watch,
      int images,
      RefinementReporter reporter,
      LeadControl control)
      throws InterruptedException {
    ArtifactRef stored = inputs.store(input);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      publishMissing(input, stored, watch, control);
      if (await(input, stored, watch, images, reporter, control)) {
        return;
      }
    }
    List<String> missing = view.missing(watch);
    if (missing.size() == images) {
      throw new RefinementFailedException(
          "stage %s made no progress for %s, %d times: check that refiner replicas are running, and look at the dead letters in %s"
              .formatted(
                  input.stage(),
                  timeout(input),
                  ATTEMPTS,
                  Topic.of(RefinementTask.class).deadLetterName()));
    }
    missing.forEach(image -> giveUp(input, image));
    view.await(watch, timeout(input));
  }

  private void publishMissing(
      StageInput input, ArtifactRef stored, StageWatch watch, LeadControl control) {
    String refinement = input.request().refinement();
    List<String> missing = view.missing(watch);
    for (int from = 0; from < missing.size(); from += PIECE) {
      control.requireLead(refinement);
      events.publishAll(
          missing.subList(from, Math.min(from + PIECE, missing.size())).stream()
              .map(image -> new RefinementTask(refinement, input.stage(), image, stored))
              .toList());
    }
  }

  private void giveUp(StageInput input, String image) {
    String name = inputs.image(input, image).map(known -> known.name()).orElse(image);
    String problem =
        "%s: no replica finished stage %s, requested %d times; see %s and the replicas' logs"
            .formatted(
                name, input.stage(), ATTEMPTS, Topic.of(RefinementTask.class).deadLetterName());
    events.publish(
        outputs.storeResult(
            new ImageRefined(
                input.request().refinement(),
                input.stage(),
                image,
                Map.of(),
                problem,
                input.request().notBefore(clock.instant()))));
  }

  /** AdvCAM makes one forward and backward pass per iteration, so it gets as many times as long. */
  private Duration timeout(StageInput input) {
    var cam = input.request().parameters().cam();
    boolean adversarial = input.stage() == RefinementStage.CAM && cam.adversarial();
    return adversarial ? stall.multipliedBy(Math.max(1, cam.iterations())) : stall;
  }

  /** Waits for all results; returns false if no replica finished any task for the stall time. */
  private boolean await(
      StageInput input,
      ArtifactRef stored,
      StageWatch watch,
      int images,
      RefinementReporter reporter,
      LeadControl control)
      throws InterruptedException {
    long timeout = timeout(input).toNanos();
    Duration poll = Duration.ofNanos(Math.min(POLL_INTERVAL.toNanos(), timeout / 2));
    int before = -1;
    long finished = view.finishedTasks();
    long lastFinished = System.nanoTime();
    long lastOwn = lastFinished;
    long longWait = LONG_WAIT * timeout;
    while (System.nanoTime() - lastFinished < timeout) {
      control.requireLead(input.request().refinement());
      int done = view.await(watch, poll);
      if (done != before) {
        reporter.progress(
            input.stage().name().toLowerCase(Locale.ROOT),
            done,
            images,
            "images",
            view.reused(watch) == 0 ? Map.of() : Map.of("reused", (double) view.reused(watch)));
        before = done;
        lastOwn = System.nanoTime();
      }
      if (done == images) {
        return true;
      }
      if (view.finishedTasks() != finished || !control.isHeld()) {
        finished = view.finishedTasks();
        lastFinished = System.nanoTime();
      }
      if (System.nanoTime() - lastOwn > longWait) {
        // Most likely they wait their turn; a task that comes twice is done once.
        publishMissing(input, stored, watch, control);
        lastOwn = System.nanoTime();
        longWait *= 2;
      }
    }
    return false;
  }
}
