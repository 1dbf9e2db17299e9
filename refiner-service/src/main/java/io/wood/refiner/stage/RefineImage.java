package io.wood.refiner.stage;

import ai.djl.engine.EngineException;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RefinementTask;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.PermanentFailure;
import io.wood.method.image.UnusableImageException;
import io.wood.store.CorruptObjectException;
import io.wood.store.MissingObjectException;
import java.time.Clock;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Processes one task. Skips a task that has a result; records a problem if the image can never be
 * refined.
 */
public final class RefineImage {
  private static final Logger LOG = Logger.getLogger(RefineImage.class);

  private final StageInputCache inputs;
  private final StageOutputs outputs;
  private final Map<RefinementStage, StageProcessor> stages;
  private final EventPublisher events;
  private final Clock clock;

  public RefineImage(
      StageInputCache inputs,
      StageOutputs outputs,
      Map<RefinementStage, StageProcessor> stages,
      EventPublisher events,
      Clock clock) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.stages = Map.copyOf(stages);
    this.events = events;
    this.clock = clock;
  }

  public void handle(RefinementTask task) {
    events.publish(
        outputs
            .result(task.refinement(), task.stage(), task.image())
            .orElseGet(() -> outputs.storeResult(refine(task))));
  }

  private ImageRefined refine(RefinementTask task) {
    StageInput input = inputs.load(task.job());
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
      return result(task, stages.get(task.stage()).refine(input, dataset, image), "");
    } catch (UnusableImageException
        | MissingObjectException
        | CorruptObjectException
        | IllegalArgumentException e) {
      return result(task, Map.of(), image.name() + ": " + e.getMessage());
    } catch (EngineException | IllegalStateException | IndexOutOfBoundsException e) {
      // A bug triggered by this image: record it as failed so that the others continue.
      LOG.errorf(e, "%s of %s in %s", task.stage(), image.name(), task.refinement());
      return result(task, Map.of(), "%s: %s failed: %s".formatted(image.name(), task.stage(), e));
    }
  }

  private ImageRefined result(
      RefinementTask task, Map<String, ArtifactRef> stored, String problem) {
    return new ImageRefined(
        task.refinement(), task.stage(), task.image(), stored, problem, clock.instant());
  }
}
