package io.wood.refiner.stage;

import ai.djl.engine.EngineException;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.kit.event.TransientFailure;
import io.wood.kit.thread.EngineHealth;
import io.wood.method.image.UnusableImageException;
import io.wood.store.CorruptObjectException;
import io.wood.store.MissingObjectException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Does not blame an image for a fault of the device. When the engine fails, the last image that
 * succeeded here is processed again, or a blank one while there is none; if that fails too, the
 * task is tried again, on this replica or on another one, and nothing is recorded. Processing an
 * image twice changes nothing, since the first write of an output stays. Copied outputs say nothing
 * of the device.
 */
public final class ProbedStage implements StageProcessor {
  private static final Logger LOG = Logger.getLogger(ProbedStage.class);

  private final StageProcessor delegate;
  private final EngineHealth health;
  private final AtomicReference<KnownImage> known = new AtomicReference<>();

  public ProbedStage(StageProcessor delegate, EngineHealth health) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.health = Objects.requireNonNull(health, "health");
  }

  private record KnownImage(
      StageInput input, DatasetManifest dataset, DatasetManifest.Image image) {}

  @Override
  public StageResult refine(StageInput input, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException {
    try {
      StageResult result = delegate.refine(input, dataset, image);
      if (result.reused().isEmpty()) {
        known.set(new KnownImage(input.recomputed(), dataset, image));
        health.succeeded();
      }
      return result;
    } catch (EngineException e) {
      if (health.works(() -> processAnother(input))) {
        throw e;
      }
      TransientFailure failure =
          new TransientFailure(
              "%s: the device failed in stage %s: %s"
                  .formatted(image.name(), input.stage(), e.getMessage()),
              e);
      health.failed(failure);
      throw failure;
    }
  }

  private void processAnother(StageInput input) {
    KnownImage last = known.get();
    if (last == null || !processed(last)) {
      delegate.probe(input);
    }
  }

  /** Returns false if the image cannot be processed any more for a reason of its own. */
  private boolean processed(KnownImage last) {
    try {
      delegate.refine(last.input(), last.dataset(), last.image());
      return true;
    } catch (UnusableImageException
        | MissingObjectException
        | CorruptObjectException
        | IllegalArgumentException e) {
      LOG.infof("%s says nothing about the device: %s", last.image().name(), e.getMessage());
      known.compareAndSet(last, null);
      return false;
    }
  }
}
