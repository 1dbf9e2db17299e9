package io.wood.cli.replay;

import io.wood.contracts.api.trainer.ExperimentDetail;
import io.wood.contracts.api.trainer.ExperimentPreview;
import io.wood.contracts.artifact.ExperimentManifest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What a replay has beside its differences: its code, an earlier training, its weights. */
public final class ReplayResult {
  private ReplayResult() {}

  /**
   * A line for the OoDs, one for the code where it is another one, and one for an experiment that
   * has trained the same already.
   *
   * @param original manifest of the original; null before it has started
   */
  public static List<String> lines(ExperimentManifest original, ExperimentPreview preview) {
    ExperimentManifest planned = preview.manifest();
    return Stream.of(
            Optional.of(ReplayPlan.oods(original, planned))
                .filter(line -> planned.parameters().arm().usesOods()),
            Optional.ofNullable(original)
                .map(ExperimentManifest::codeVersion)
                .filter(code -> !code.equals(planned.codeVersion()))
                .map(code -> ReplayPlan.line("code", code + " → " + planned.codeVersion())),
            Optional.ofNullable(preview.trained())
                .map(experiment -> ReplayPlan.line("trained already", "as " + experiment)))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Whether a replay that trains the same has given the same weights; empty for any other, and
   * where the trainer itself says so, of a repeat.
   */
  public static Optional<String> weights(ExperimentDetail original, ExperimentDetail replay) {
    if (original.model() == null
        || replay.model() == null
        || original.request().experiment().equals(replay.request().experiment())
        || original.request().experiment().equals(replay.request().repeats())
        || !content(original.manifest()).equals(content(replay.manifest()))) {
      return Optional.empty();
    }
    String name = original.request().experiment();
    String before = original.model().weights().sha256();
    String after = replay.model().weights().sha256();
    return Optional.of(
        before.equals(after)
            ? "the weights are the same as those of %s: %s".formatted(name, after)
            : "the weights %s differ from those of %s, %s (code %s; this replay: code %s)"
                .formatted(
                    after,
                    name,
                    before,
                    original.manifest().codeVersion(),
                    replay.manifest().codeVersion()));
  }

  /** What determines the weights, but for the code and the place of the decisions in a log. */
  private static List<Object> content(ExperimentManifest manifest) {
    return List.of(
        manifest.dataset(),
        Objects.requireNonNullElse(manifest.initial(), ""),
        manifest.parameters(),
        manifest.oods());
  }
}
