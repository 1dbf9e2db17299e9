package io.wood.demo.effect;

import io.wood.contracts.parameter.Arm;
import io.wood.demo.effect.EffectRow.CamFigures;
import io.wood.demo.effect.EffectRow.MaskDetails;
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
 * @param all of all images
 * @param selection of every second image: to choose a variant on
 * @param confirmation of the others: to report it on
 */
record EffectDifference(
    String arm, String reference, Figures all, Figures selection, Figures confirmation) {

  /**
   * Of some images; null where no pair has both figures.
   *
   * @param meanIou of the seeds
   * @param pixelPrecision pixel average precision of the CAMs
   * @param maskMeanIou of the pseudo-masks
   */
  record Figures(
      PairedDifference meanIou, PairedDifference pixelPrecision, PairedDifference maskMeanIou) {}

  /** What two arms have in common. */
  private record Start(long base, long seed) {}

  /** The rows of two arms that start alike. */
  private record Pairs(List<EffectRow> figures, List<EffectRow> references) {
    private Figures figures(
        Function<EffectRow, CamFigures> cams, Function<MaskFigures, Resampled> masks) {
      return new Figures(
          difference(row -> Optional.of(cams.apply(row).meanIou())),
          difference(row -> Optional.of(cams.apply(row).pixelPrecisions())),
          difference(row -> Optional.ofNullable(row.mask()).map(masks)));
    }

    private PairedDifference difference(Function<EffectRow, Optional<Resampled>> figure) {
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
      return ofArm.isEmpty() ? null : PairedDifference.of(ofArm, ofReference);
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
        pairs.figures(EffectRow::cams, MaskFigures::resampled),
        pairs.figures(row -> row.halves().selection(), half(MaskDetails::selection)),
        pairs.figures(row -> row.halves().confirmation(), half(MaskDetails::confirmation)));
  }

  /** Null where an earlier version measured the masks. */
  private static Function<MaskFigures, Resampled> half(Function<MaskDetails, Resampled> of) {
    return mask -> mask.details() == null ? null : of.apply(mask.details());
  }
}
