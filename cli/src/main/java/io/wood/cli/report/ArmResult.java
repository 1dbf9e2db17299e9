package io.wood.cli.report;

import io.wood.method.evaluation.MeanDeviation;
import io.wood.method.evaluation.PairedDifference;
import io.wood.method.evaluation.Resampled;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Results of one arm.
 *
 * @param name display name, such as {@code W-OoD}
 * @param oods number of OoDs it was trained with
 * @param runs one per seed
 */
public record ArmResult(String name, int oods, List<SeedRun> runs) {
  public ArmResult {
    Objects.requireNonNull(name, "name");
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("arm " + name + " has no run");
    }
  }

  /** Returns a metric of a stage over the seeds; empty when no run has it. */
  public Optional<MeanDeviation> spread(EvaluatedStage step, ToDoubleFunction<StageScores> figure) {
    List<Double> values =
        runs.stream()
            .map(run -> run.scores().get(step))
            .filter(Objects::nonNull)
            .map(figure::applyAsDouble)
            .filter(value -> !value.isNaN())
            .toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(MeanDeviation.of(values));
  }

  /** Returns the gain over another arm, seed by seed; empty without a common seed. */
  public Optional<MeanDeviation> above(
      ArmResult other, EvaluatedStage step, ToDoubleFunction<StageScores> figure) {
    List<Double> gains =
        pairs(other)
            .filter(pair -> pair.run().scores().containsKey(step))
            .filter(pair -> pair.reference().scores().containsKey(step))
            .map(
                pair ->
                    figure.applyAsDouble(pair.run().scores().get(step))
                        - figure.applyAsDouble(pair.reference().scores().get(step)))
            .filter(gain -> !gain.isNaN())
            .toList();
    return gains.isEmpty() ? Optional.empty() : Optional.of(MeanDeviation.of(gains));
  }

  /**
   * Returns the difference to another arm, in pairs of seed and image; empty without a common seed
   * that both arms evaluated on the same images, with replicates. A seed that was evaluated on
   * other images than the first one does not count.
   *
   * @param figure {@code mIoU} or {@code PxAP}
   */
  Optional<PairedDifference> difference(ArmResult other, EvaluatedStage stage, String figure) {
    List<Resampled> figures = new ArrayList<>();
    List<Resampled> references = new ArrayList<>();
    for (Pair pair : pairs(other).toList()) {
      Optional<Resampled> one = pair.run().resampled(stage, figure);
      Optional<Resampled> two = pair.reference().resampled(stage, figure);
      if (one.isPresent()
          && two.isPresent()
          && one.get().isPairOf(two.get())
          && (figures.isEmpty() || figures.get(0).isPairOf(one.get()))
          && !Double.isNaN(one.get().figure() - two.get().figure())) {
        figures.add(one.get());
        references.add(two.get());
      }
    }
    return figures.isEmpty()
        ? Optional.empty()
        : Optional.of(PairedDifference.of(figures, references));
  }

  private Stream<Pair> pairs(ArmResult other) {
    return runs.stream()
        .flatMap(
            run ->
                other.runs.stream()
                    .filter(that -> that.seed() == run.seed())
                    .map(that -> new Pair(run, that)));
  }

  /** Runs of two arms with the same seed. */
  private record Pair(SeedRun run, SeedRun reference) {}
}
