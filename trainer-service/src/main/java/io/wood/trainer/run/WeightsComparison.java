package io.wood.trainer.run;

import io.wood.contracts.event.ExperimentRequested;
import io.wood.trainer.store.FrozenManifest;
import io.wood.trainer.store.RunFiles;
import io.wood.trainer.store.TrainedManifest;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares trained weights with those of the experiment that is run again: the one that the request
 * names, else the first of the same manifest.
 */
final class WeightsComparison {
  private final RunFiles files;

  WeightsComparison(RunFiles files) {
    this.files = Objects.requireNonNull(files, "files");
  }

  /** Says whether the weights are the same; empty for a first run. */
  Optional<String> remark(ExperimentRequested request, FrozenManifest frozen, String weights) {
    return named(request)
        .or(() -> files.trained(frozen.ref().sha256()))
        .filter(first -> !first.experiment().equals(request.experiment()))
        .map(first -> text(first, frozen, weights));
  }

  private Optional<TrainedManifest> named(ExperimentRequested request) {
    return Optional.ofNullable(request.repeats())
        .flatMap(files::model)
        .map(model -> new TrainedManifest(model.experiment(), model.weights().sha256()));
  }

  private String text(TrainedManifest first, FrozenManifest frozen, String weights) {
    String text =
        weights.equals(first.weights())
            ? "the same weights as experiment '%s': %s".formatted(first.experiment(), weights)
            : "other weights than experiment '%s': %s, not %s"
                .formatted(first.experiment(), weights, first.weights());
    String firstCode =
        files.frozen(first.experiment()).map(run -> run.manifest().codeVersion()).orElse("unknown");
    String code = frozen.manifest().codeVersion();
    return code.equals(firstCode)
        ? text
        : text + " (trained by code %s, this run by %s)".formatted(firstCode, code);
  }
}
