package io.wood.demo.effect;

import io.wood.cli.console.Terminal;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.contracts.parameter.TrunkOrigin;
import io.wood.demo.effect.EffectSetup.Masks;
import io.wood.method.data.TrainingFailedException;
import io.wood.method.irn.IrnNetwork;
import io.wood.method.network.Classifier;
import io.wood.store.Hashes;
import io.wood.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes the pseudo-masks of each classifier and measures them. */
final class EffectMasks {
  private final Terminal terminal;
  private final EffectSetup setup;
  private final Optional<KeptRuns> kept;
  private final Optional<EffectPictures> pictures;

  /** Weights of the base's IRN once it is there: all arms use it, also where nothing is kept. */
  private byte[] baseIrn;

  private Base base;

  /** Trunk of every IRN; empty for that of the classifier whose CAMs it learns from. */
  private Optional<Supplier<Classifier>> pretrained = Optional.empty();

  /**
   * @param pictures receives the rows that have masks
   */
  EffectMasks(
      Terminal terminal,
      EffectSetup setup,
      Optional<KeptRuns> kept,
      Optional<EffectPictures> pictures) {
    this.terminal = terminal;
    this.setup = setup;
    this.kept = kept;
    this.pictures = pictures;
  }

  /** The classifier whose IRN the arms share. */
  private record Base(String name, long seed, Supplier<Classifier> classifier) {}

  /**
   * Names the base of the arms that follow; before any other call.
   *
   * @param classifier gives it, to be closed by the receiver
   */
  void startFrom(String name, long seed, Supplier<Classifier> classifier) {
    base = new Base(name, seed, classifier);
    baseIrn = null;
  }

  /**
   * Gives IRN the trunk that the bases started from, where the parameters want it; before any mask.
   *
   * @param trunk gives it, to be closed by the receiver
   */
  void pretrained(Supplier<Classifier> trunk) {
    if (refinement(0).irn().trunk() == TrunkOrigin.PRETRAINED) {
      pretrained = Optional.of(trunk);
    }
  }

  /** True when the row has all figures of masks that are wanted. */
  boolean isComplete(EffectRow row) {
    return setup.masks() == Masks.NONE
        || (row.mask() != null && settings(row.seed()).equals(row.mask().settings()));
  }

  /**
   * The row with the figures of its masks, if they are wanted and IRN can be trained; and its
   * pictures, if they are wanted and there is an IRN.
   *
   * @param name of the row among the kept runs
   * @param classifier name of the run that trained it
   * @param cams of all images that count; of a complete row, of those that are shown
   */
  EffectRow measured(String name, String classifier, EffectRow row, ValidationCams cams) {
    if (isComplete(row)) {
      pictures.ifPresent(sheets -> drawKept(sheets, name, classifier, row, cams));
      return row;
    }
    long start = System.nanoTime();
    try {
      return withIrn(
          classifier,
          row,
          cams.classifier(),
          edges -> {
            MaskScores masks = MethodOnOnePage.masks(cams, edges, refinement(row.seed()));
            double seconds = (System.nanoTime() - start) / 1e9;
            EffectRow measured = row.with(masks.figures(seconds, settings(row.seed())));
            kept.ifPresent(runs -> runs.keep(name, measured));
            pictures.ifPresent(sheets -> sheets.draw(measured, setup, cams, edges));
            return measured;
          });
    } catch (TrainingFailedException e) {
      terminal.line("%s has no masks: IRN: %s".formatted(row.run(), e.getMessage()));
      pictures.ifPresent(sheets -> sheets.leaveOut(row, "it has no masks"));
      return row.withoutMasks();
    }
  }

  /** Draws with the IRN of the masks, and trains none for it. */
  private void drawKept(
      EffectPictures sheets, String name, String classifier, EffectRow row, ValidationCams cams) {
    if (kept.flatMap(runs -> runs.weights(irnOf(classifier, row))).isPresent()) {
      withIrn(
          classifier,
          row,
          cams.classifier(),
          edges -> {
            sheets.draw(row, setup, cams, edges);
            return row;
          });
    } else {
      sheets.leaveOut(
          row,
          "%s.safetensors, the IRN of its masks, is not among the kept runs; remove %s.json there to repeat that run"
              .formatted(irnOf(classifier, row), name));
    }
  }

  /** Whether the masks of a row come from an IRN on its own CAMs. */
  private boolean ownsIrn(EffectRow row) {
    return setup.masks() == Masks.OWN_IRN || row.arm() == Arm.BASE;
  }

  private String irnOf(String classifier, EffectRow row) {
    return ownsIrn(row)
        ? irnName(classifier, refinement(row.seed()))
        : irnName(base.name(), ofBase());
  }

  private EffectRow withIrn(
      String name, EffectRow row, Classifier own, Function<IrnNetwork, EffectRow> work) {
    if (ownsIrn(row)) {
      return withHeads(name, own, refinement(row.seed()), work);
    }
    try (Classifier classifier = base.classifier().get()) {
      return withHeads(base.name(), classifier, ofBase(), work);
    }
  }

  private EffectRow withHeads(
      String name,
      Classifier classifier,
      RefinementParameters how,
      Function<IrnNetwork, EffectRow> work) {
    if (pretrained.isEmpty()) {
      try (IrnNetwork edges = irn(name, classifier, classifier, how)) {
        return work.apply(edges);
      }
    }
    try (Classifier trunk = pretrained.get().get();
        IrnNetwork edges = irn(name, classifier, trunk, how)) {
      return work.apply(edges);
    }
  }

  /** Trained, or kept from an earlier run; the base's is trained once in any case. */
  private IrnNetwork irn(
      String name, Classifier classifier, Classifier trunk, RefinementParameters how) {
    String irn = irnName(name, how);
    Supplier<byte[]> weights =
        () ->
            kept.flatMap(runs -> runs.weights(irn))
                .orElseGet(() -> trained(irn, classifier, trunk, how));
    if (!name.equals(base.name())) {
      return IrnNetwork.load(trunk, weights.get());
    }
    if (baseIrn == null) {
      baseIrn = weights.get();
    }
    return IrnNetwork.load(trunk, baseIrn);
  }

  private byte[] trained(
      String irn, Classifier classifier, Classifier trunk, RefinementParameters how) {
    byte[] weights = MethodOnOnePage.irn(setup.data(), classifier, trunk, how);
    kept.ifPresent(runs -> runs.keepWeights(irn, weights));
    return weights;
  }

  /** By what it is trained with: another walk or threshold finds the same one. */
  private static String irnName(String classifier, RefinementParameters how) {
    RefinementParameters ofIrn =
        new RefinementParameters(
            how.cam(), how.irnLabels(), how.irn(), Walk.PAPER, null, null, how.seed());
    return "irn-" + hash(classifier + hash(ofIrn));
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
