package io.wood.trainer.experiment;

import io.wood.contracts.event.ExperimentRequested;
import io.wood.kit.event.PermanentFailure;
import io.wood.trainer.store.RunFiles;
import java.util.Objects;

/** Writes a request down for whichever trainer is free, and returns at once. */
public final class RegisterExperiment {
  private final RunFiles files;
  private final Runnable wake;

  public RegisterExperiment(RunFiles files, Runnable wake) {
    this.files = Objects.requireNonNull(files, "files");
    this.wake = Objects.requireNonNull(wake, "wake");
  }

  public void register(ExperimentRequested request) {
    ExperimentRequested standing = files.register(request);
    if (!RequestExperiment.content(standing).equals(RequestExperiment.content(request))) {
      throw new PermanentFailure(
          "experiment '%s' was requested by %s at %s with other settings; that request stands"
              .formatted(request.experiment(), standing.requestedBy(), standing.requestedAt()));
    }
    wake.run();
  }
}
