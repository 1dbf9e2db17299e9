package io.wood.demo.effect;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.data.TrainingFailedException;
import io.wood.method.evaluation.MaskEvaluation;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.network.Classifier;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainedClassifier;
import io.wood.method.training.TrainingListener;
import io.wood.store.Hashes;
import io.wood.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the arms in one process without services: trains the base, ranks candidates, prunes them
 * by their known truth, trains the arms with several seeds and scores their CAMs.
 */
final class EffectRun {
  private final Terminal terminal;
  private final EffectTable table;
  private final EffectProtocol protocol;
  private final EffectData data;
  private final EffectSetup setup;
  private final ArmTraining training;
  private final Optional<KeptRuns> kept;
  private final List<EffectRow> rows = new ArrayList<>();

  EffectRun(Terminal terminal, EffectSetup setup, Optional<KeptRuns> kept) {
    this.terminal = terminal;
    this.table = new EffectTable(terminal);
    this.setup = setup;
    this.protocol = setup.protocol();
    this.data = setup.data();
    this.training = new ArmTraining(data, setup.device());
    this.kept = kept;
  }

  /**
   * Runs it and prints each row as it is known.
   *
   * @param arms beside the base
   * @param baseSeed of the one base that all start from
   * @param seeds of the arms
   * @param imageNet weights whose trunk the base starts from; none is a random start
   * @return the rows, the base's first
   */
  List<EffectRow> run(List<Arm> arms, long baseSeed, List<Long> seeds, Optional<byte[]> imageNet) {
    terminal.line("computed on " + setup.place());
    table.header();
    byte[] base =
        run(protocol.base(baseSeed), List.of(), imageNet)
            .orElseThrow(
                () ->
                    new CommandFailedException(
                        "the base could not be trained; its failure is in the table above"));
    List<EffectImage> oods = hardOods(base, baseSeed);
    for (Arm arm : arms) {
      for (long seed : seeds) {
        run(protocol.arm(arm, seed), arm.usesOods() ? oods : List.of(), Optional.of(base));
      }
    }
    table.summary(rows);
    table.differences(EffectDifference.of(rows));
    return List.copyOf(rows);
  }

  private List<EffectImage> hardOods(byte[] base, long baseSeed) {
    try (Classifier network = training.load(protocol.base(baseSeed), base)) {
      HardOods.Pool pool = HardOods.of(network, data.candidates());
      terminal.line(
          "%d of %d candidates convince the base, %d of them hold no object"
              .formatted(
                  pool.convincing().size(), data.candidates().size(), pool.approved().size()));
      return pool.approved();
    }
  }

  /** The weights, or none when the training failed. */
  private Optional<byte[]> run(
      TrainingParameters parameters, List<EffectImage> oods, Optional<byte[]> initial) {
    String name = KeptRuns.name(setup, parameters, oods, initial);
    Optional<EffectRow> known = kept.flatMap(runs -> runs.row(name));
    Optional<byte[]> weights = kept.flatMap(runs -> runs.weights(name));
    if (known.isPresent() && weights.isPresent()) {
      EffectRow row = scored(name, known.get(), parameters, weights.get());
      add(masked(name, row, parameters, weights.get()));
      return weights;
    }
    try {
      return Optional.of(fresh(name, parameters, oods, initial));
    } catch (TrainingFailedException e) {
      int steps = parameters.schedule().steps();
      add(
          EffectRow.failed(
              parameters.arm(), parameters.seed(), oods.size(), steps, e.getMessage()));
      return Optional.empty();
    }
  }

  private byte[] fresh(
      String name,
      TrainingParameters parameters,
      List<EffectImage> oods,
      Optional<byte[]> initial) {
    ShownProgress progress = new ShownProgress(terminal);
    long start = System.nanoTime();
    TrainedClassifier trained =
        training.run(parameters, oods, initial, listener(parameters, progress));
    double trainSeconds = secondsSince(start);
    long scoring = System.nanoTime();
    try (Classifier network = training.load(parameters, trained.weights())) {
      CamScores cams = scores(network, progress);
      SegmentationScores scores = cams.scores();
      EffectRow row =
          new EffectRow(
              parameters.arm(),
              parameters.seed(),
              oods.size(),
              parameters.schedule().steps(),
              trained.metrics().getOrDefault("validation.mAP", Double.NaN),
              scores.meanIou(),
              scores.precision(),
              scores.recall(),
              trainSeconds,
              secondsSince(scoring),
              cams.figures(),
              null,
              "");
      kept.ifPresent(
          runs -> {
            runs.keepWeights(name, trained.weights());
            runs.keep(name, row);
          });
      add(masked(name, row, parameters, trained.weights()));
    }
    return trained.weights();
  }

  private CamScores scores(Classifier network, ShownProgress progress) {
    return new CamScores(
            network, Cam.PAPER, (done, total) -> progress.show("CAM", done, total, "images"))
        .add(data.validation());
  }

  /** With all figures of its CAMs, which rows of earlier versions lack. */
  private EffectRow scored(
      String name, EffectRow row, TrainingParameters parameters, byte[] weights) {
    if (row.cams() != null) {
      return row;
    }
    try (Classifier network = training.load(parameters, weights)) {
      EffectRow scored = row.with(scores(network, new ShownProgress(terminal)).figures());
      kept.ifPresent(runs -> runs.keep(name, scored));
      return scored;
    }
  }

  /** With the figures of its masks, if they are wanted and IRN can be trained. */
  private EffectRow masked(
      String name, EffectRow row, TrainingParameters parameters, byte[] weights) {
    RefinementParameters refinement = protocol.refinement(parameters.seed());
    String settings = Hashes.sha256(Json.canonical(refinement));
    if (!setup.masks() || (row.mask() != null && settings.equals(row.mask().settings()))) {
      return row;
    }
    long start = System.nanoTime();
    try (Classifier network = training.load(parameters, weights)) {
      MaskEvaluation masks = MethodOnOnePage.masks(data, network, refinement);
      SegmentationScores scores = masks.scores();
      EffectRow masked =
          row.with(
              new EffectRow.MaskFigures(
                  scores.meanIou(),
                  scores.precision(),
                  scores.recall(),
                  secondsSince(start),
                  settings,
                  masks.meanIou()));
      kept.ifPresent(runs -> runs.keep(name, masked));
      return masked;
    } catch (TrainingFailedException e) {
      terminal.line(
          "%s seed %d has no masks: IRN: %s".formatted(row.arm(), row.seed(), e.getMessage()));
      return row.withoutMasks();
    }
  }

  private void add(EffectRow row) {
    rows.add(row);
    table.row(row);
  }

  private static TrainingListener listener(TrainingParameters parameters, ShownProgress progress) {
    String run = parameters.arm() + " seed " + parameters.seed() + ", ";
    return new TrainingListener() {
      private String unit = "";

      @Override
      public void phase(String phase, long total, String phaseUnit) {
        unit = phaseUnit;
      }

      @Override
      public void step(StepReport report) {
        progress.show(run + report.phase(), report.done(), report.total(), unit);
      }
    };
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
