package io.wood.demo.effect;

import io.wood.contracts.parameter.Arm;
import io.wood.demo.effect.EffectRow.CamFigures;
import io.wood.demo.effect.EffectRow.MaskFigures;
import io.wood.method.evaluation.PairedDifference;
import io.wood.method.evaluation.Resampled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How an arm differs from another one, in pairs of the same base, seed and images. A figure is
 * compared over the pairs of base and seed for which both arms have it; those of one base count as
 * independent.
 *
 * @param arm name of the later one
 * @param reference name of the earlier one
 * @param cams of all images
 * @param selection of every second image: to choose a variant on
 * @param confirmation of the others: to report it on
 * @param maskMeanIou of the pseudo-masks; empty if no pair has both
 */
record EffectDifference(
    String arm,
    String reference,
    Cams cams,
    Cams selection,
    Cams confirmation,
    Optional<PairedDifference> maskMeanIou) {

  /**
   * Of the CAMs.
   *
   * @param meanIou of the seeds; empty without a pair
   * @param pixelPrecision pixel average precision; empty without a pair
   */
  record Cams(Optional<PairedDifference> meanIou, Optional<PairedDifference> pixelPrecision) {}

  /** What two arms have in common. */
  private record Start(long base, long seed) {}

  /** The rows of two arms that start alike. */
  private record Pairs(List<EffectRow> figures, List<EffectRow> references) {
    private Cams cams(Function<EffectRow, CamFigures> images) {
      return new Cams(
          difference(row -> Optional.of(images.apply(row).meanIou())),
          difference(row -> Optional.of(images.apply(row).pixelPrecisions())));
    }

    private Optional<PairedDifference> difference(Function<EffectRow, Optional<Resampled>> figure) {
      List<Resampled> ofArm = new ArrayList<>();
      List<Resampled> ofReference = new ArrayList<>();
      for (int i = 0; i < figures.size(); i++) {
        Optional<Resampled> one = figure.apply(figures.get(i));
        Optional<Resampled> other = figure.apply(references.get(i));
        if (one.isPresent() && other.isPresent()) {
          ofArm.add(one.get());
          ofReference.add(other.get());
        }
      }
      return ofArm.isEmpty()
          ? Optional.empty()
          : Optional.of(PairedDifference.of(ofArm, ofReference));
    }
  }

  /**
   * Each arm against each one before it; the base, which has another seed, is none of them.
   *
   * @param rows with all figures of CAMs; those of masks may be missing
   */
  static List<EffectDifference> of(List<EffectRow> rows) {
    Map<String, Map<Start, EffectRow>> arms = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> row.arm() != Arm.BASE && row.failure().isEmpty())
        .forEach(
            row ->
                arms.computeIfAbsent(row.name(), any -> new LinkedHashMap<>())
                    .put(new Start(row.base(), row.seed()), row));
    List<EffectDifference> differences = new ArrayList<>();
    List<String> before = new ArrayList<>();
    arms.forEach(
        (arm, starts) -> {
          before.forEach(
              reference -> differences.add(of(arm, starts, reference, arms.get(reference))));
          before.add(arm);
        });
    return differences;
  }

  private static EffectDifference of(
      String arm, Map<Start, EffectRow> rows, String reference, Map<Start, EffectRow> references) {
    List<Start> both = rows.keySet().stream().filter(references::containsKey).toList();
    Pairs pairs =
        new Pairs(
            both.stream().map(rows::get).toList(), both.stream().map(references::get).toList());
    return new EffectDifference(
        arm,
        reference,
        pairs.cams(EffectRow::cams),
        pairs.cams(row -> row.halves().selection()),
        pairs.cams(row -> row.halves().confirmation()),
        pairs.difference(row -> Optional.ofNullable(row.mask()).map(MaskFigures::resampled)));
  }
}
