package io.wood.demo.effect;

import io.wood.contracts.parameter.Arm;
import io.wood.method.evaluation.PairedDifference;
import io.wood.method.evaluation.Resampled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How an arm differs from another one, in pairs of the same seed and images. A figure is compared
 * over the seeds for which both arms have it.
 *
 * @param arm name of the later one
 * @param reference name of the earlier one
 * @param meanIou of the seeds; empty if no seed has both
 * @param pixelPrecision of the CAMs
 * @param maskMeanIou of the pseudo-masks
 */
record EffectDifference(
    String arm,
    String reference,
    Optional<PairedDifference> meanIou,
    Optional<PairedDifference> pixelPrecision,
    Optional<PairedDifference> maskMeanIou) {

  /** Each arm against each one before it; the base, which has another seed, is none of them. */
  static List<EffectDifference> of(List<EffectRow> rows) {
    Map<String, Map<Long, EffectRow>> arms = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> row.arm() != Arm.BASE && row.failure().isEmpty())
        .forEach(
            row -> arms.computeIfAbsent(row.name(), any -> new TreeMap<>()).put(row.seed(), row));
    List<EffectDifference> differences = new ArrayList<>();
    List<String> before = new ArrayList<>();
    arms.forEach(
        (arm, bySeed) -> {
          before.forEach(
              reference -> differences.add(of(arm, bySeed, reference, arms.get(reference))));
          before.add(arm);
        });
    return differences;
  }

  private static EffectDifference of(
      String arm, Map<Long, EffectRow> rows, String reference, Map<Long, EffectRow> references) {
    return new EffectDifference(
        arm,
        reference,
        paired(rows, references, row -> row.cams().meanIou()),
        paired(rows, references, row -> row.cams().pixelPrecisions()),
        paired(rows, references, row -> row.mask() == null ? null : row.mask().resampled()));
  }

  private static Optional<PairedDifference> paired(
      Map<Long, EffectRow> rows,
      Map<Long, EffectRow> references,
      Function<EffectRow, Resampled> figure) {
    List<Resampled> ofArm = new ArrayList<>();
    List<Resampled> ofReference = new ArrayList<>();
    rows.forEach(
        (seed, row) -> {
          EffectRow other = references.get(seed);
          if (other != null && figure.apply(row) != null && figure.apply(other) != null) {
            ofArm.add(figure.apply(row));
            ofReference.add(figure.apply(other));
          }
        });
    return ofArm.isEmpty()
        ? Optional.empty()
        : Optional.of(PairedDifference.of(ofArm, ofReference));
  }
}
