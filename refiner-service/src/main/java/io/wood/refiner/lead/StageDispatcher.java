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
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Distributes a stage's images over all replicas and waits for every result. Images with a result
 * are not requested again. If there is no progress for a while, the missing tasks are published
 * again, since a task may have been lost. An image without a result after several attempts is
 * recorded as failed, so that the others continue; a stage without any result fails.
 */
public final class StageDispatcher {
  private static final int ATTEMPTS = 3;
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
      StageInput input,
      Collection<String> images,
      RefinementReporter reporter,
      BooleanSupplier held)
      throws InterruptedException {
    ArtifactRef stored = inputs.store(input);
    String refinement = input.request().refinement();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      for (String image : missing(input, images)) {
        events.publish(new RefinementTask(refinement, input.stage(), image, stored));
      }
      if (await(input, images, reporter, held)) {
        return view.refined(refinement, input.stage());
      }
    }
    Set<String> missing = missing(input, images);
    if (missing.size() == images.size()) {
      throw new RefinementFailedException(
          "stage %s made no progress for %s, %d times: check that refiner replicas are running, and look at the dead letters in %s"
              .formatted(
                  input.stage(),
                  timeout(input),
                  ATTEMPTS,
                  Topic.of(RefinementTask.class).deadLetterName()));
    }
    missing.forEach(image -> giveUp(input, image));
    view.awaitRefined(refinement, input.stage(), images, timeout(input));
    return view.refined(refinement, input.stage());
  }

  private Set<String> missing(StageInput input, Collection<String> images) {
    Set<String> missing = new LinkedHashSet<>(images);
    missing.removeAll(view.refined(input.request().refinement(), input.stage()).keySet());
    return missing;
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
                clock.instant())));
  }

  /** AdvCAM makes one forward and backward pass per iteration, so it gets as many times as long. */
  private Duration timeout(StageInput input) {
    var cam = input.request().parameters().cam();
    boolean adversarial = input.stage() == RefinementStage.CAM && cam.adversarial();
    return adversarial ? stall.multipliedBy(Math.max(1, cam.iterations())) : stall;
  }

  /** Waits for all results; returns false if there was no progress for the stall time. */
  private boolean await(
      StageInput input,
      Collection<String> images,
      RefinementReporter reporter,
      BooleanSupplier held)
      throws InterruptedException {
    int before = -1;
    long lastProgress = System.nanoTime();
    while (System.nanoTime() - lastProgress < timeout(input).toNanos()) {
      if (!held.getAsBoolean()) {
        throw new LeaseLostException(input.request().refinement());
      }
      int done =
          view.awaitRefined(input.request().refinement(), input.stage(), images, POLL_INTERVAL);
      if (done != before) {
        reporter.progress(
            input.stage().name().toLowerCase(Locale.ROOT), done, images.size(), "images", Map.of());
        before = done;
        lastProgress = System.nanoTime();
      }
      if (done == images.size()) {
        return true;
      }
    }
    return false;
  }
}
