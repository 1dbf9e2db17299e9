package io.wood.demo.effect;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.demo.effect.EffectSetup.Masks;
import io.wood.method.cam.MapGate;
import io.wood.method.cam.contrast.ContrastGate;
import io.wood.method.cam.contrast.NegativeSource;
import io.wood.method.data.TrainingFailedException;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.network.Classifier;
import io.wood.method.training.TrainedClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private final Optional<EffectPictures> pictures;
  private final EffectMasks masks;
  private final List<EffectRow> rows = new ArrayList<>();

  /**
   * @param kept where results are kept and found again
   * @param pictures of the masks, which the setup then has to want
   */
  EffectRun(
      Terminal terminal,
      EffectSetup setup,
      Optional<KeptRuns> kept,
      Optional<EffectPictures> pictures) {
    this.terminal = terminal;
    this.table = new EffectTable(terminal);
    this.setup = setup;
    this.protocol = setup.protocol();
    this.data = setup.data();
    this.training = new ArmTraining(data, setup.device());
    this.kept = kept;
    this.pictures = pictures;
    this.masks = new EffectMasks(terminal, setup, kept, pictures);
  }

  /**
   * Runs it and prints each row as it is known.
   *
   * @param arms beside the base
   * @param baseSeeds of the bases; the arms start from each of them
   * @param seeds of the arms
   * @param imageNet weights whose trunk the bases start from; none is a random start
   * @return the rows, each base's before those of its arms
   */
  List<EffectRow> run(
      List<Arm> arms, List<Long> baseSeeds, List<Long> seeds, Optional<byte[]> imageNet) {
    setup.requireKnownSettings(arms);
    imageNet.ifPresent(trunk -> masks.pretrained(() -> training.withTrunk(protocol, trunk)));
    terminal.line("computed on " + setup.place());
    table.header();
    baseSeeds.forEach(seed -> runBase(arms, seed, seeds, imageNet));
    if (rows.stream().noneMatch(row -> row.failure().isEmpty())) {
      throw new CommandFailedException(
          "no base could be trained; the reasons are in the table above");
    }
    table.results(EffectResults.of(data.classes(), rows));
    pictures.ifPresent(EffectPictures::summary);
    return List.copyOf(rows);
  }

  private void runBase(List<Arm> arms, long baseSeed, List<Long> seeds, Optional<byte[]> imageNet) {
    TrainingParameters ofBase = protocol.base(baseSeed);
    String name = KeptRuns.name(setup, ofBase, List.of(), imageNet);
    Optional<byte[]> base = run(name, baseSeed, ofBase, List.of(), imageNet);
    base.ifPresentOrElse(
        weights -> runArms(arms, baseSeed, weights, seeds),
        () -> terminal.line("base %d has no arms: it could not be trained".formatted(baseSeed)));
  }

  private void runArms(List<Arm> arms, long baseSeed, byte[] base, List<Long> seeds) {
    List<EffectImage> oods = hardOods(base, baseSeed);
    for (Arm arm : arms) {
      for (long seed : seeds) {
        TrainingParameters parameters = protocol.arm(arm, seed);
        List<EffectImage> used = arm.usesOods() ? oods : List.of();
        String name = KeptRuns.name(setup, parameters, used, Optional.of(base));
        run(name, baseSeed, parameters, used, Optional.of(base))
            .ifPresent(
                weights -> {
                  EffectRow plain = rows.get(rows.size() - 1);
                  setup.contrasts().forEach(by -> gate(name, plain, parameters, weights, oods, by));
                });
      }
    }
  }

  private List<EffectImage> hardOods(byte[] base, long baseSeed) {
    try (Classifier network = training.load(protocol.base(baseSeed), base)) {
      HardOods.Pool pool = HardOods.of(network, data.candidates());
      terminal.line(pool.summary());
      return pool.approved();
    }
  }

  /** The weights, or none when the training failed. */
  private Optional<byte[]> run(
      String name,
      long base,
      TrainingParameters parameters,
      List<EffectImage> oods,
      Optional<byte[]> initial) {
    Optional<EffectRow> known = kept.flatMap(runs -> runs.row(name)).map(row -> row.from(base));
    Optional<byte[]> weights = kept.flatMap(runs -> runs.weights(name));
    if (known.isPresent() && weights.isPresent()) {
      add(completed(name, known.get(), parameters, weights.get()));
      return weights;
    }
    try {
      return Optional.of(fresh(name, base, parameters, oods, initial));
    } catch (TrainingFailedException e) {
      int steps = parameters.schedule().steps();
      add(
          EffectRow.failed(
              parameters.arm(), base, parameters.seed(), oods.size(), steps, e.getMessage()));
      return Optional.empty();
    }
  }

  private byte[] fresh(
      String name,
      long base,
      TrainingParameters parameters,
      List<EffectImage> oods,
      Optional<byte[]> initial) {
    long start = System.nanoTime();
    TrainedClassifier trained =
        training.run(parameters, oods, initial, new ShownProgress(terminal).ofTraining(parameters));
    double trainSeconds = secondsSince(start);
    long scoring = System.nanoTime();
    try (Classifier network = training.load(parameters, trained.weights())) {
      ValidationCams cams = cams(network, Optional.empty(), false);
      CamScores scored = new CamScores(network.classes(), Cam.PAPER).add(cams);
      SegmentationScores scores = scored.scores();
      Map<String, Double> metrics = trained.metrics();
      EffectRow row =
          new EffectRow(
              parameters.arm(),
              null,
              base,
              parameters.seed(),
              oods.size(),
              parameters.schedule().steps(),
              metrics.getOrDefault(ClassifierTrained.PRECISION, Double.NaN),
              EffectRow.blurredConfidence(metrics),
              scores.meanIou(),
              scores.precision(),
              scores.recall(),
              trainSeconds,
              secondsSince(scoring),
              scored.figures(),
              scored.halves(),
              null,
              "");
      kept.ifPresent(
          runs -> {
            runs.keepWeights(name, trained.weights());
            runs.keep(name, row);
          });
      startFrom(name, parameters, trained.weights());
      add(masks.measured(name, name, row, cams));
    }
    return trained.weights();
  }

  /** Adds the row of the same classifier with gated CAMs. */
  private void gate(
      String name,
      EffectRow plain,
      TrainingParameters parameters,
      byte[] weights,
      List<EffectImage> oods,
      NegativeSource by) {
    if (by.needsOods() && oods.isEmpty()) {
      terminal.line(
          "%s has no CAMs gated by %s: no candidate was approved".formatted(plain.run(), by));
      return;
    }
    String gated = name + "-" + by.name().toLowerCase(Locale.ROOT);
    Optional<EffectRow> earlier =
        kept.flatMap(runs -> runs.row(gated)).map(row -> row.from(plain.base()));
    Optional<EffectRow> known =
        earlier.filter(row -> row.halves() != null && masks.isComplete(row));
    if (known.isPresent() && pictures.isEmpty()) {
      add(known.get());
      return;
    }
    long start = System.nanoTime();
    try (Classifier network = training.load(parameters, weights)) {
      MapGate gate =
          ContrastGate.learn(
              network,
              EffectData.labelled(data.train()),
              EffectData.source(oods),
              parameters.seed(),
              by);
      ValidationCams cams = cams(network, Optional.of(gate), known.isPresent());
      EffectRow row =
          known.orElseGet(
              () ->
                  gated(
                      gated,
                      plain.with(earlier.map(EffectRow::mask).orElse(null)),
                      by,
                      cams,
                      start));
      add(masks.measured(gated, name, row, cams));
    }
  }

  private EffectRow gated(
      String name, EffectRow plain, NegativeSource by, ValidationCams cams, long start) {
    CamScores scored = new CamScores(cams.classifier().classes(), Cam.PAPER).add(cams);
    EffectRow row = plain.gated(by, scored, secondsSince(start));
    kept.ifPresent(runs -> runs.keep(name, row));
    return row;
  }

  /**
   * Of the images that can be scored; with masks of all, because the threshold is theirs.
   *
   * @param scored whether all figures are known, so that the images of the pictures are enough
   */
  private ValidationCams cams(Classifier network, Optional<MapGate> gate, boolean scored) {
    List<EffectImage> images =
        data.validation().stream()
            .filter(image -> setup.masks() != Masks.NONE || image.mask().isPresent())
            .toList();
    ShownProgress progress = new ShownProgress(terminal);
    return new ValidationCams(
        network,
        scored ? EffectPictures.images(data) : images,
        gate,
        (done, total) -> progress.show("CAM", done, total, "images"));
  }

  /** A kept row with all figures that are wanted: one of earlier versions may lack some. */
  private EffectRow completed(
      String name, EffectRow row, TrainingParameters parameters, byte[] weights) {
    startFrom(name, parameters, weights);
    boolean complete = row.halves() != null && masks.isComplete(row);
    if (complete && pictures.isEmpty()) {
      return row;
    }
    try (Classifier network = training.load(parameters, weights)) {
      ValidationCams cams = cams(network, Optional.empty(), complete);
      EffectRow scored = row.halves() == null ? scored(name, row, network, cams) : row;
      return masks.measured(name, name, scored, cams);
    }
  }

  private EffectRow scored(String name, EffectRow row, Classifier network, ValidationCams cams) {
    EffectRow scored = row.with(new CamScores(network.classes(), Cam.PAPER).add(cams));
    kept.ifPresent(runs -> runs.keep(name, scored));
    return scored;
  }

  /** Masks of the arms may need the base. */
  private void startFrom(String name, TrainingParameters parameters, byte[] weights) {
    if (parameters.arm() == Arm.BASE) {
      masks.startFrom(name, parameters.seed(), () -> training.load(parameters, weights));
    }
  }

  private void add(EffectRow row) {
    rows.add(row);
    table.row(row);
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
