package io.wood.refiner.stage;

import ai.djl.engine.EngineException;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RefinementTask;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.PermanentFailure;
import io.wood.method.image.UnusableImageException;
import io.wood.store.CorruptObjectException;
import io.wood.store.MissingObjectException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Processes one task. Skips a task that has a result or whose refinement has ended; records a
 * problem if the image can never be refined, or has ended the process several times.
 */
public final class RefineImage {
  private static final Logger LOG = Logger.getLogger(RefineImage.class);

  private final StageInputCache inputs;
  private final StageOutputs outputs;
  private final TaskAttempts attempts;
  private final Map<RefinementStage, StageProcessor> stages;
  private final EventPublisher events;
  private final Predicate<RefinementRequested> ended;
  private final Clock clock;

  /**
   * Processes tasks.
   *
   * @param ended whether a request has ended, as far as this replica knows
   */
  public RefineImage(
      StageInputCache inputs,
      StageOutputs outputs,
      Map<RefinementStage, StageProcessor> stages,
      EventPublisher events,
      Predicate<RefinementRequested> ended,
      Clock clock) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.attempts = new TaskAttempts(outputs);
    this.stages = Map.copyOf(stages);
    this.events = events;
    this.ended = ended;
    this.clock = clock;
  }

  public void handle(RefinementTask task) {
    StageInput input = inputs.load(task.job());
    RefinementRequested request = input.request();
    if (ended.test(request)) {
      LOG.debugf("%s has ended: skipped %s of %s", task.refinement(), task.stage(), task.image());
      return;
    }
    Optional<ImageRefined> stored = outputs.result(task.refinement(), task.stage(), task.image());
    Optional<ImageRefined> retried =
        stored.filter(result -> !result.problem().isEmpty() && request.retries(result.refinedAt()));
    retried.ifPresent(outputs::deleteResult);
    events.publish(retried.isPresent() || stored.isEmpty() ? attempt(task, input) : stored.get());
  }

  private ImageRefined attempt(RefinementTask task, StageInput input) {
    return attempts.run(
        task,
        () -> refine(task, input),
        () ->
            problem(
                task,
                input,
                "%s: stage %s ended the process of its replica %d times, probably by running out of memory; lower wood.refiner.workers or give it more, then retry"
                    .formatted(
                        inputs.image(input, task.image()).map(image -> image.name()).orElse(""),
                        task.stage(),
                        TaskAttempts.LIMIT)));
  }

  /** Counts no attempt that an orderly stop interrupts. */
  public void close() {
    attempts.close();
  }

  private ImageRefined refine(RefinementTask task, StageInput input) {
    DatasetManifest dataset = inputs.dataset(input);
    DatasetManifest.Image image =
        inputs
            .image(input, task.image())
            .orElseThrow(
                () ->
                    new PermanentFailure(
                        "image "
                            + task.image()
                            + " is not in the dataset "
                            + dataset.name()
                            + " of refinement "
                            + task.refinement()));
    try {
      StageResult made = stages.get(task.stage()).refine(input, dataset, image);
      return new ImageRefined(
          task.refinement(),
          task.stage(),
          task.image(),
          made.outputs(),
          "",
          input.request().notBefore(clock.instant()),
          made.reused());
    } catch (UnusableImageException
        | MissingObjectException
        | CorruptObjectException
        | IllegalArgumentException e) {
      return problem(task, input, image.name() + ": " + e.getMessage());
    } catch (EngineException | IllegalStateException | IndexOutOfBoundsException e) {
      // A bug triggered by this image: record it as failed so that the others continue.
      LOG.errorf(e, "%s of %s in %s", task.stage(), image.name(), task.refinement());
      return problem(task, input, "%s: %s failed: %s".formatted(image.name(), task.stage(), e));
    }
  }

  private ImageRefined problem(RefinementTask task, StageInput input, String problem) {
    return new ImageRefined(
        task.refinement(),
        task.stage(),
        task.image(),
        Map.of(),
        problem,
        input.request().notBefore(clock.instant()));
  }
}
