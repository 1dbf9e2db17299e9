package io.wood.trainer;

import io.wood.contracts.ExperimentRequested;
import io.wood.kit.PermanentFailure;
import java.util.Objects;

/** Writes a request down for whichever trainer is free, and returns at once. */
final class RegisterExperiment {
  private final RunFiles files;
  private final Runnable wake;

  RegisterExperiment(RunFiles files, Runnable wake) {
    this.files = Objects.requireNonNull(files, "files");
    this.wake = Objects.requireNonNull(wake, "wake");
  }

  void register(ExperimentRequested request) {
    ExperimentRequested standing = files.register(request);
    if (!RequestExperiment.content(standing).equals(RequestExperiment.content(request))) {
      throw new PermanentFailure(
          "experiment '%s' was requested by %s at %s with other settings; that request stands"
              .formatted(request.experiment(), standing.requestedBy(), standing.requestedAt()));
    }
    wake.run();
  }
}
