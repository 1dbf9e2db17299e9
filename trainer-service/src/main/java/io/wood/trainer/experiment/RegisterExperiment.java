package io.wood.trainer.experiment;

import io.wood.contracts.event.ExperimentRequested;
import io.wood.kit.event.PermanentFailure;
import io.wood.trainer.store.RunFiles;
import java.util.Objects;

/** Stores a request for any free trainer and returns at once. */
public final class RegisterExperiment {
  private final RunFiles files;
  private final Runnable wake;

  public RegisterExperiment(RunFiles files, Runnable wake) {
    this.files = Objects.requireNonNull(files, "files");
    this.wake = Objects.requireNonNull(wake, "wake");
  }

  public void register(ExperimentRequested request) {
    ExperimentRequested stored = files.register(request);
    if (!RequestExperiment.content(stored).equals(RequestExperiment.content(request))) {
      throw new PermanentFailure(
          "experiment '%s' was requested by %s at %s with other settings; the first request counts"
              .formatted(request.experiment(), stored.requestedBy(), stored.requestedAt()));
    }
    wake.run();
  }
}
