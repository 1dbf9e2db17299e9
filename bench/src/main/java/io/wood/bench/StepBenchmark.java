package io.wood.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.wood.bench.TrainingWorkload.Run;
import io.wood.bench.measure.DeviceQueue;
import io.wood.bench.measure.Measurement;
import io.wood.bench.measure.Measurement.Target;
import io.wood.bench.measure.Stopwatch;
import io.wood.bench.photo.SyntheticPhoto;
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
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * * Measures a training step (loading, loss and optimiser included) as a multiple of the bare
 * forward and backward pass of as many images through the same network. For the reference arm the
 * bare side includes its adversarial pass. The two take turns in one training run.
 */
record StepBenchmark(String name, List<TrainingWorkload> workloads) implements Benchmark {
  StepBenchmark {
    workloads = List.copyOf(workloads);
  }

  @Override
  public String description() {
    return "a W-OoD step over its bare forward and backward passes: "
        + String.join(", ", workloads.stream().map(StepBenchmark::size).toList());
  }

  private static String size(TrainingWorkload workload) {
    return "%s %d+%d at %d"
        .formatted(
            workload.network().architecture(), workload.batch(), workload.batch(), workload.crop());
  }

  @Override
  public Stream<Measurement> run(BenchmarkSettings settings) {
    return workloads.stream()
        .flatMap(
            workload ->
                Stream.<Supplier<Measurement>>of(
                        () -> measure(workload, Arm.WOOD, false, settings),
                        () -> measure(workload, Arm.REFERENCE, true, settings))
                    .map(Supplier::get));
  }

  private Measurement measure(
      TrainingWorkload workload, Arm arm, boolean adversarial, BenchmarkSettings settings) {
    RgbImage image = SyntheticPhoto.of(workload.crop(), workload.crop(), 11);
    Stopwatch step = Stopwatch.ofProcess();
    Stopwatch bare = Stopwatch.ofProcess();
    // The first step waits for the first batch: it is not measured either.
    int warmUp = settings.warmUp() + 1;
    try (BarePass pass =
        new BarePass(workload.classifier(settings.device()), workload, adversarial)) {
      workload.run(
          arm,
          settings.device(),
          new Run(warmUp + settings.rounds(), index -> image, new Turns(step, bare, pass, warmUp)));
    }
    return new Measurement(
        "%s/%s/%s"
            .formatted(
                name, workload.network().architecture(), arm.name().toLowerCase(Locale.ROOT)),
        size(workload),
        settings.threads(),
        settings.rounds(),
        step.wall(),
        step.cpu(),
        step.wallOver(bare),
        Target.times(1.15, "bare forward and backward"),
        "processor time %.2f x; bare %.3f s"
            .formatted(step.cpuOver(bare).median(), bare.wall().median()));
  }

  /** Runs the bare passes once after each training step. */
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
          step.reset();
          bare.reset();
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

    private BarePass(Classifier classifier, TrainingWorkload workload, boolean adversarial) {
      this.classifier = classifier;
      this.trained = classifier.trainable(TrainingWorkload.FROZEN);
      this.oods = workload.batch();
      this.adversarial = adversarial;
      // Channels last in memory, as in the training's batches.
      this.images =
          classifier
              .manager()
              .randomNormal(
                  0, 1, new Shape(2L * oods, workload.crop(), workload.crop(), 3), DataType.FLOAT32)
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
