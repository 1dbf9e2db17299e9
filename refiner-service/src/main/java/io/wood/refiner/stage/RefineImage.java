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
 * Does one task: skipped when it was done before, told as a problem when the image can never be
 * refined.
 */
public final class RefineImage {
  private static final Logger LOG = Logger.getLogger(RefineImage.class);

  private final StageInputCache jobs;
  private final StageOutputs outputs;
  private final Map<RefinementStage, StageProcessor> stages;
  private final EventPublisher events;
  private final Clock clock;

  public RefineImage(
      StageInputCache jobs,
      StageOutputs outputs,
      Map<RefinementStage, StageProcessor> stages,
      EventPublisher events,
      Clock clock) {
    this.jobs = jobs;
    this.outputs = outputs;
    this.stages = Map.copyOf(stages);
    this.events = events;
    this.clock = clock;
  }

  public void handle(RefinementTask task) {
    events.publish(
        outputs
            .told(task.refinement(), task.stage(), task.image())
            .orElseGet(() -> outputs.tell(refine(task))));
  }

  private ImageRefined refine(RefinementTask task) {
    StageInput job = jobs.load(task.job());
    DatasetManifest dataset = jobs.dataset(job);
    DatasetManifest.Image image =
        jobs.image(job, task.image())
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
      return told(task, stages.get(task.stage()).refine(job, dataset, image), "");
    } catch (UnusableImageException
        | MissingObjectException
        | CorruptObjectException
        | IllegalArgumentException e) {
      return told(task, Map.of(), image.name() + ": " + e.getMessage());
    } catch (EngineException | IllegalStateException | IndexOutOfBoundsException e) {
      // A fault of ours that this image brings out: told, so that neither its neighbours nor the
      // refinement wait for it.
      LOG.errorf(e, "%s of %s in %s", task.stage(), image.name(), task.refinement());
      return told(task, Map.of(), "%s: %s failed: %s".formatted(image.name(), task.stage(), e));
    }
  }

  private ImageRefined told(RefinementTask task, Map<String, ArtifactRef> made, String problem) {
    return new ImageRefined(
        task.refinement(), task.stage(), task.image(), made, problem, clock.instant());
  }
}
