package io.wood.trainer.run;

import io.wood.contracts.event.ExperimentRequested;
import io.wood.trainer.experiment.PlanManifest;
import io.wood.trainer.store.FrozenManifest;
import io.wood.trainer.store.RunFiles;
import java.util.Objects;

/**
 * Freezes a request into a stored manifest. A run that was frozen before, by this or another
 * trainer, keeps its first manifest, even if more decisions were made since.
 */
public final class FreezeManifest {
  private final RunFiles files;
  private final PlanManifest plan;

  public FreezeManifest(RunFiles files, PlanManifest plan) {
    this.files = Objects.requireNonNull(files, "files");
    this.plan = Objects.requireNonNull(plan, "plan");
  }

  FrozenManifest freeze(ExperimentRequested request) {
    FrozenManifest frozen =
        files
            .frozen(request.experiment())
            .orElseGet(() -> files.freeze(request.experiment(), plan.of(request)));
    if (!frozen.manifest().oods().isEmpty()) {
      files.noteOods(request.experiment(), () -> plan.provenance(frozen.manifest()));
    }
    return frozen;
  }
}
