package io.wood.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.wood.bench.Measurement.Floor;
import io.wood.bench.TrainingWorkload.Lesson;
import io.wood.contracts.parameter.Arm;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.network.weights.Parameter;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingListener;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A training step, loading, loss, optimiser and all, beside the bare forward and backward pass of
 * as many images through the same network; for the reference preset the bare side has its
 * adversarial pass too. The two take turns in one training run.
 */
record StepBenchmark(String name, List<TrainingWorkload> drills) implements Benchmark {
  StepBenchmark {
    drills = List.copyOf(drills);
  }

  @Override
  public String description() {
    return "a W-OoD step over its bare forward and backward passes: "
        + String.join(", ", drills.stream().map(StepBenchmark::size).toList());
  }

  private static String size(TrainingWorkload drill) {
    return "%s %d+%d at %d"
        .formatted(drill.network().architecture(), drill.batch(), drill.batch(), drill.crop());
  }

  @Override
  public Stream<Measurement> run(BenchmarkSettings effort) {
    return drills.stream()
        .flatMap(
            drill -> Stream.of(Arm.WOOD, Arm.REFERENCE).map(arm -> measure(drill, arm, effort)));
  }

  private Measurement measure(TrainingWorkload drill, Arm arm, BenchmarkSettings effort) {
    RgbImage image = SyntheticPhoto.of(drill.crop(), drill.crop(), 11);
    Stopwatch step = Stopwatch.ofProcess();
    Stopwatch bare = Stopwatch.ofProcess();
    // The first step waits for the first batch and is left out, too.
    int warmUp = effort.warmUp() + 1;
    try (BarePass pass =
        new BarePass(drill.classifier(effort.device()), drill, arm == Arm.REFERENCE)) {
      drill.run(
          arm,
          effort.device(),
          new Lesson(
              warmUp + effort.rounds(), index -> image, new Turns(step, bare, pass, warmUp)));
    }
    return new Measurement(
        "%s/%s/%s"
            .formatted(name, drill.network().architecture(), arm.name().toLowerCase(Locale.ROOT)),
        size(drill),
        effort.threads(),
        effort.rounds(),
        step.wall(),
        step.cpu(),
        step.wallOver(bare),
        Floor.times(1.15, "bare forward and backward"),
        "processor time %.2f x; bare %.3f s"
            .formatted(step.cpuOver(bare).median(), bare.wall().median()));
  }

  /** After each step of the training the bare passes once. */
  private static final class Turns implements TrainingListener {
    private final Stopwatch step;
    private final Stopwatch bare;
    private final BarePass pass;
    private final int warmUp;
    private long wallBegin;
    private long cpuBegin;

    private Turns(Stopwatch step, Stopwatch bare, BarePass pass, int warmUp) {
      this.step = step;
      this.bare = bare;
      this.pass = pass;
      this.warmUp = warmUp;
    }

    @Override
    public void step(StepReport report) {
      if (report.phase().equals("train")) {
        pass.await();
        step.add(System.nanoTime() - wallBegin, step.cpuNow() - cpuBegin);
        bare.time(pass::run);
        if (report.done() == warmUp) {
          step.forget();
          bare.forget();
        }
        cpuBegin = step.cpuNow();
        wallBegin = System.nanoTime();
      }
    }
  }

  /** Forward and backward, nothing else. */
  private static final class BarePass implements AutoCloseable {
    private final Classifier classifier;
    private final List<Parameter> trained;
    private final NDArray images;
    private final int oods;
    private final boolean adversarial;

    private BarePass(Classifier classifier, TrainingWorkload drill, boolean adversarial) {
      this.classifier = classifier;
      this.trained = classifier.trainable(TrainingWorkload.FROZEN);
      this.oods = drill.batch();
      this.adversarial = adversarial;
      // Channels last in memory, as the training's batches.
      this.images =
          classifier
              .manager()
              .randomNormal(
                  0, 1, new Shape(2L * oods, drill.crop(), drill.crop(), 3), DataType.FLOAT32)
              .transpose(0, 3, 1, 2);
    }

    private void run() {
      try (GradientMode on = GradientMode.on();
          NDManager manager = classifier.manager().newSubManager();
          NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        if (adversarial) {
          NDArray x = images.get(oods + ":").duplicate();
          x.attach(manager);
          x.setRequiresGradient(true);
          Gradients.backward(logits(x).max(new int[] {1}).sum());
        }
        Gradients.backward(logits(images).mean());
        trained.forEach(parameter -> Gradients.clear(parameter.value()));
      }
      await();
    }

    private void await() {
      DeviceQueue.await(classifier.manager());
    }

    private NDArray logits(NDArray x) {
      return classifier.logits(classifier.pooled(classifier.features(x)));
    }

    @Override
    public void close() {
      classifier.close();
    }
  }
}
