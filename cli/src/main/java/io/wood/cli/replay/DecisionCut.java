package io.wood.cli.replay;

import io.wood.contracts.api.trainer.ExperimentDetail;
import io.wood.contracts.parameter.Arm;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The decisions that a replay uses.
 *
 * @param offsets per partition, the first offset not to use; null for an arm without OoDs
 * @param log fingerprint that the decisions must have; null where it is not known
 * @param text how they differ from those of the original
 */
record DecisionCut(Map<Integer, Long> offsets, String log, String text) {

  static DecisionCut unused(Arm arm) {
    return new DecisionCut(null, null, "not used by arm " + arm);
  }

  static DecisionCut of(
      ExperimentDetail original,
      DecisionChoice choice,
      Function<DecisionChoice, Map<Integer, Long>> log) {
    Map<Integer, Long> frozen = frozen(original);
    return switch (choice.kind()) {
      case ORIGINAL ->
          frozen.isEmpty()
              ? new DecisionCut(
                  log.apply(DecisionChoice.NOW), null, "now (the original has frozen none)")
              : new DecisionCut(frozen, log(original), "same" + count(original));
      case NOW -> changed("now", log.apply(choice), frozen);
      case UNTIL -> changed("until " + choice.until(), log.apply(choice), frozen);
      case OFFSETS -> changed("below " + new TreeMap<>(choice.offsets()), choice.offsets(), frozen);
    };
  }

  /** The offsets of the manifest; before the original starts, those of its request. */
  private static Map<Integer, Long> frozen(ExperimentDetail original) {
    return original.manifest() == null || original.manifest().decisionOffsets().isEmpty()
        ? original.request().decisionsUpTo()
        : original.manifest().decisionOffsets();
  }

  private static String log(ExperimentDetail original) {
    return original.manifest() == null
        ? original.request().decisionLog()
        : original.manifest().decisionLog();
  }

  private static String count(ExperimentDetail original) {
    return original.manifest() == null
        ? ""
        : " (%d OoDs)".formatted(original.manifest().oods().size());
  }

  private static DecisionCut changed(
      String text, Map<Integer, Long> offsets, Map<Integer, Long> frozen) {
    if (frozen.isEmpty()) {
      return new DecisionCut(offsets, null, text);
    }
    long difference = sum(offsets) - sum(frozen);
    return new DecisionCut(
        offsets,
        null,
        difference == 0
            ? text + " (as many as the original)"
            : "%s (%+d decisions)".formatted(text, difference));
  }

  private static long sum(Map<Integer, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }
}
