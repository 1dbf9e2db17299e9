package io.wood.demo.effect;

import io.wood.cli.console.Terminal;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.demo.effect.EffectRow.MaskFigures;
import io.wood.demo.effect.EffectSetup.Masks;
import io.wood.demo.effect.MethodOnOnePage.MaskScores;
import io.wood.method.data.TrainingFailedException;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.irn.IrnNetwork;
import io.wood.method.network.Classifier;
import io.wood.store.Hashes;
import io.wood.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the pseudo-masks of each classifier and measures them. */
final class EffectMasks {
  private final Terminal terminal;
  private final EffectSetup setup;
  private final Optional<KeptRuns> kept;
  private Base base;

  EffectMasks(Terminal terminal, EffectSetup setup, Optional<KeptRuns> kept) {
    this.terminal = terminal;
    this.setup = setup;
    this.kept = kept;
  }

  /** The classifier whose IRN the arms share. */
  private record Base(String name, long seed, Supplier<Classifier> classifier) {}

  /**
   * Names the base; before any other call.
   *
   * @param classifier gives it, to be closed by the receiver
   */
  void startFrom(String name, long seed, Supplier<Classifier> classifier) {
    base = new Base(name, seed, classifier);
  }

  /** True when the row has all figures of masks that are wanted. */
  boolean isComplete(EffectRow row) {
    return setup.masks() == Masks.NONE
        || (row.mask() != null && settings(row.seed()).equals(row.mask().settings()));
  }

  /**
   * The row with the figures of its masks, if they are wanted and IRN can be trained.
   *
   * @param name of the row among the kept runs
   * @param classifier name of the run that trained it
   */
  EffectRow measured(String name, String classifier, EffectRow row, ValidationCams cams) {
    if (isComplete(row)) {
      return row;
    }
    long start = System.nanoTime();
    try {
      MaskScores masks = masks(classifier, row, cams);
      SegmentationScores scores = masks.scores();
      EffectRow measured =
          row.with(
              new MaskFigures(
                  scores.meanIou(),
                  scores.precision(),
                  scores.recall(),
                  (System.nanoTime() - start) / 1e9,
                  masks.threshold(),
                  settings(row.seed()),
                  masks.evaluation().meanIou()));
      kept.ifPresent(runs -> runs.keep(name, measured));
      return measured;
    } catch (TrainingFailedException e) {
      terminal.line(
          "%s seed %d has no masks: IRN: %s".formatted(row.name(), row.seed(), e.getMessage()));
      return row.withoutMasks();
    }
  }

  private MaskScores masks(String name, EffectRow row, ValidationCams cams) {
    RefinementParameters how = refinement(row.seed());
    if (setup.masks() == Masks.OWN_IRN || row.arm() == Arm.BASE) {
      try (IrnNetwork edges = irn(name, cams.classifier(), how)) {
        return MethodOnOnePage.masks(cams, edges, how);
      }
    }
    try (Classifier trunk = base.classifier().get();
        IrnNetwork edges = irn(base.name(), trunk, ofBase())) {
      return MethodOnOnePage.masks(cams, edges, how);
    }
  }

  /** Trained, or kept from an earlier run. */
  private IrnNetwork irn(String name, Classifier classifier, RefinementParameters how) {
    String irn = irnName(name, how);
    byte[] weights =
        kept.flatMap(runs -> runs.weights(irn)).orElseGet(() -> trained(irn, classifier, how));
    return IrnNetwork.load(classifier, weights);
  }

  private byte[] trained(String irn, Classifier classifier, RefinementParameters how) {
    byte[] weights = MethodOnOnePage.irn(setup.data(), classifier, how);
    kept.ifPresent(runs -> runs.keepWeights(irn, weights));
    return weights;
  }

  private static String irnName(String classifier, RefinementParameters how) {
    return "irn-" + hash(classifier + hash(how));
  }

  private RefinementParameters ofBase() {
    return refinement(base.seed());
  }

  private RefinementParameters refinement(long seed) {
    return setup.protocol().refinement(seed);
  }

  private String settings(long seed) {
    String own = hash(refinement(seed));
    return setup.masks() == Masks.OWN_IRN ? own : hash(own + irnName(base.name(), ofBase()));
  }

  private static String hash(RefinementParameters parameters) {
    return Hashes.sha256(Json.canonical(parameters));
  }

  private static String hash(String text) {
    return Hashes.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
