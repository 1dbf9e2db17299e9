package io.wood.trainer.run;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.log.InvalidCutException;
import io.wood.trainer.experiment.EventLog;
import io.wood.trainer.experiment.UnrunnableException;
import io.wood.trainer.store.FrozenManifest;
import io.wood.trainer.store.RunFiles;
import java.util.Map;
import java.util.Objects;

/**
 * Freezes a request into a manifest: reads the decisions up to the requested offsets (or the
 * current end of the log) and stores which hard OoDs are approved. A run that was frozen before, by
 * this or another trainer, keeps its first manifest, even if more decisions were made since.
 */
public final class FreezeManifest {
  private final RunFiles files;
  private final EventLog log;
  private final String codeVersion;

  public FreezeManifest(RunFiles files, EventLog log, String codeVersion) {
    this.files = Objects.requireNonNull(files, "files");
    this.log = Objects.requireNonNull(log, "log");
    this.codeVersion = Objects.requireNonNull(codeVersion, "codeVersion");
  }

  FrozenManifest freeze(ExperimentRequested request) {
    return files.frozen(request.experiment()).orElseGet(() -> files.freeze(manifest(request)));
  }

  private ExperimentManifest manifest(ExperimentRequested request) {
    ApprovedOods oods = new ApprovedOods();
    Map<Integer, Long> offsets = Map.of();
    if (request.parameters().arm().usesOods()) {
      offsets = decisions(request.decisionsUpTo(), oods);
    }
    ArtifactRef initial = request.initial();
    return new ExperimentManifest(
        request.experiment(),
        request.dataset().sha256(),
        initial == null ? null : initial.sha256(),
        request.parameters(),
        offsets,
        oods.inHashOrder(),
        codeVersion);
  }

  /** An offset beyond the end of the log would wait for decisions that do not exist. */
  private Map<Integer, Long> decisions(Map<Integer, Long> upTo, ApprovedOods oods) {
    try {
      return log.read(CurationDecided.class, upTo, oods::add);
    } catch (InvalidCutException e) {
      throw new UnrunnableException("decisionsUpTo: " + e.problem(), e.remedy());
    }
  }
}
