package io.wood.bench;

import io.wood.bench.TrainingWorkload.Run;
import io.wood.bench.measure.Measurement;
import io.wood.bench.measure.Measurement.Target;
import io.wood.bench.measure.Quantiles;
import io.wood.bench.measure.Stopwatch;
import io.wood.bench.photo.SyntheticPhoto;
import io.wood.contracts.parameter.Arm;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.ImageEncoder;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingListener;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * * Measures the share of a training's time that does not wait for images, which are decoded from
 * JPEG while the network computes. The stack of the training thread is sampled every few
 * milliseconds.
 */
record LoadingBenchmark(TrainingWorkload workload, int photographHeight, int photographWidth)
    implements Benchmark {
  private static final int PHOTOGRAPHS = 8;
  private static final double QUALITY = .9;
  private static final long PAUSE_MILLIS = 4;

  @Override
  public String name() {
    return "loading";
  }

  @Override
  public String description() {
    return "share of a step that does not wait for images: %s %d+%d at %d, from %dx%d JPEGs"
        .formatted(
            workload.network().architecture(),
            workload.batch(),
            workload.batch(),
            workload.crop(),
            photographHeight,
            photographWidth);
  }

  @Override
  public Stream<Measurement> run(BenchmarkSettings settings) {
    byte[][] files = new byte[PHOTOGRAPHS][];
    for (int i = 0; i < files.length; i++) {
      files[i] =
          ImageEncoder.jpeg(SyntheticPhoto.of(photographWidth, photographHeight, i), QUALITY);
    }
    AtomicBoolean counting = new AtomicBoolean();
    Stopwatch watch = Stopwatch.ofProcess();
    TrainingListener listener = new Steps(counting, watch, settings.warmUp() + 1);
    Thread training =
        new Thread(
            () ->
                workload.run(
                    Arm.WOOD,
                    settings.device(),
                    new Run(
                        settings.warmUp() + 1 + settings.rounds(),
                        index -> ImageDecoder.decode(files[index % files.length]),
                        listener)),
            "training");
    training.start();
    double computing = share(training, counting);
    return Stream.of(
        new Measurement(
            name(),
            description(),
            settings.threads(),
            settings.rounds(),
            watch.wall(),
            watch.cpu(),
            Quantiles.of(computing),
            new Target(.95, true, "share", "the step's time"),
            ""));
  }

  private static double share(Thread training, AtomicBoolean counting) {
    long looks = 0;
    long waits = 0;
    while (training.isAlive()) {
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while measuring", e);
      }
      StackTraceElement[] stack = training.getStackTrace();
      if (counting.get() && stack.length > 0) {
        looks++;
        waits += waits(stack) ? 1 : 0;
      }
    }
    return looks == 0 ? Double.NaN : 1 - waits / (double) looks;
  }

  private static boolean waits(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().endsWith(".BatchLoader") && frame.getMethodName().equals("next")) {
        return true;
      }
    }
    return false;
  }

  /** Times the steps after the first ones. */
  private static final class Steps implements TrainingListener {
    private final AtomicBoolean counting;
    private final Stopwatch watch;
    private final int warmUp;
    private long wallBegin;
    private long cpuBegin;

    private Steps(AtomicBoolean counting, Stopwatch watch, int warmUp) {
      this.counting = counting;
      this.watch = watch;
      this.warmUp = warmUp;
    }

    @Override
    public void step(StepReport report) {
      if (report.phase().equals("train")) {
        if (report.done() > warmUp) {
          watch.add(System.nanoTime() - wallBegin, watch.cpuNow() - cpuBegin);
        }
        counting.set(report.done() >= warmUp && report.done() < report.total());
        cpuBegin = watch.cpuNow();
        wallBegin = System.nanoTime();
      }
    }
  }
}
