package io.wood.trainer.run;

import io.wood.contracts.event.ExperimentRequested;
import io.wood.trainer.experiment.PlanManifest;
import io.wood.trainer.experiment.UnrunnableException;
import io.wood.trainer.store.FrozenManifest;
import io.wood.trainer.store.RunFiles;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Freezes a request into a stored manifest. A run that was frozen before, by this or another
 * trainer, keeps its first manifest, even if more decisions were made since.
 */
public final class FreezeManifest {
  private static final Logger LOG = Logger.getLogger(FreezeManifest.class);

  private final RunFiles files;
  private final PlanManifest plan;
  private final Executor background;

  /**
   * Takes what it needs.
   *
   * @param background divides the OoDs of a run into pages, for which its first step must not wait
   */
  public FreezeManifest(RunFiles files, PlanManifest plan, Executor background) {
    this.files = Objects.requireNonNull(files, "files");
    this.plan = Objects.requireNonNull(plan, "plan");
    this.background = Objects.requireNonNull(background, "background");
  }

  FrozenManifest freeze(ExperimentRequested request) {
    FrozenManifest frozen =
        files
            .frozen(request.experiment())
            .orElseGet(() -> files.freeze(request.experiment(), plan.of(request)));
    if (!frozen.manifest().oods().isEmpty()) {
      noteOods(frozen);
      background.execute(() -> divideOods(frozen.experiment()));
    }
    return frozen;
  }

  /** A run that an older version froze has no such note, and its log may be gone. */
  private void noteOods(FrozenManifest frozen) {
    try {
      files.noteOods(frozen.experiment(), () -> plan.provenance(frozen.manifest()));
    } catch (UnrunnableException e) {
      LOG.warnf(
          "%s: the origin of its OoDs stays unknown: %s", frozen.experiment(), e.getMessage());
    }
  }

  /** What is not divided now is divided when it is first shown. */
  private void divideOods(String experiment) {
    try {
      files.oodSummary(experiment);
    } catch (RuntimeException e) {
      LOG.warnf("%s: its OoDs are not divided into pages yet: %s", experiment, e.getMessage());
    }
  }
}
