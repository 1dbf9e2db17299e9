package io.wood.bench;

import ai.djl.Device;
import io.wood.bench.DrawnSet.Item;
import io.wood.contracts.Arm;
import io.wood.contracts.RefinementParameters.Cam;
import io.wood.contracts.TrainingParameters;
import io.wood.local.demo.DemoDataset;
import io.wood.local.demo.DemoImage.Kind;
import io.wood.local.demo.DemoParameters;
import io.wood.local.demo.DemoSpec;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.network.Classifier;
import io.wood.method.training.ClassifierTraining;
import io.wood.method.training.TrainedClassifier;
import io.wood.method.training.TrainingListener;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What W-OoD gains on the demo data, in one process without services: draw, train the base, rank,
 * prune by the drawn truth, train the arms with several seeds, and hold their CAMs against the
 * masks.
 *
 * <p>Arguments: number of seeds (3), arms (CONTROL,BACKGROUND,WOOD).
 */
public final class EffectRun {
  private final PrintStream out;
  private final List<Item> train;
  private final List<Item> validation;
  private final List<Item> candidates;

  private EffectRun(PrintStream out, DrawnSet drawn) {
    this.out = out;
    this.train = drawn.of(kind -> kind == Kind.TRAIN);
    this.validation = drawn.of(kind -> kind == Kind.VALIDATION);
    this.candidates = drawn.of(Kind::candidate);
  }

  /** Runs it and prints a table. */
  public static void main(String[] arguments) {
    long seeds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 3;
    String arms = arguments.length > 1 ? arguments[1] : "CONTROL,BACKGROUND,WOOD";
    new EffectRun(System.out, DrawnSet.draw(DemoSpec.DEFAULT))
        .run(seeds, Arrays.stream(arms.split(",")).map(Arm::valueOf).toList());
  }

  private void run(long seeds, List<Arm> arms) {
    out.printf(
        "%-16s %4s %7s %7s %10s %7s %7s%n",
        "arm", "seed", "mAP", "mIoU", "precision", "recall", "train s");
    byte[] base = train(DemoParameters.base(0), List.of(), Optional.empty());
    List<Item> oods;
    try (Classifier network = network(DemoParameters.base(0), base)) {
      List<Item> convincing = new Ranking(network).convincing(candidates);
      oods = Ranking.pruned(convincing);
      out.printf(
          "%d of %d candidates convince the base, %d of them hold no object%n",
          convincing.size(), candidates.size(), oods.size());
    }
    for (Arm arm : arms) {
      LongStream.range(0, seeds)
          .forEach(seed -> train(DemoParameters.arm(arm, seed), oods, Optional.of(base)));
    }
  }

  private byte[] train(TrainingParameters parameters, List<Item> oods, Optional<byte[]> initial) {
    long start = System.nanoTime();
    TrainedClassifier trained =
        new ClassifierTraining(
                parameters,
                DemoDataset.CLASSES,
                DrawnSet.labelled(train),
                DrawnSet.labelled(validation),
                DrawnSet.source(oods),
                initial,
                Device.cpu(),
                TrainingListener.SILENT)
            .run();
    double seconds = (System.nanoTime() - start) / 1e9;
    try (Classifier network = network(parameters, trained.weights())) {
      SegmentationScores scores = new SeedScores(network, Cam.PAPER).of(validation);
      out.printf(
          "%-16s %4d %7.3f %7.3f %10.3f %7.3f %7.1f%n",
          parameters.arm(),
          parameters.seed(),
          trained.metrics().get("validation.mAP"),
          scores.meanIou(),
          scores.precision(),
          scores.recall(),
          seconds);
    }
    return trained.weights();
  }

  private static Classifier network(TrainingParameters parameters, byte[] weights) {
    return Classifier.load(parameters.network(), DemoDataset.CLASSES.size(), weights, Device.cpu());
  }
}
