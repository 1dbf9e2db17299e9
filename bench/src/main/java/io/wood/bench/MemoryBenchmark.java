package io.wood.bench;

import io.wood.bench.TrainingWorkload.Run;
import io.wood.bench.measure.ManagedArrays;
import io.wood.bench.measure.Measurement;
import io.wood.bench.measure.Measurement.Target;
import io.wood.bench.measure.Quantiles;
import io.wood.bench.measure.Stopwatch;
import io.wood.bench.photo.SyntheticPhoto;
import io.wood.cli.process.ProcessMemory;
import io.wood.contracts.parameter.Arm;
import io.wood.method.image.RgbImage;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures how resident memory and managed arrays grow from a fifth of the steps to the last one.
 */
record MemoryBenchmark(TrainingWorkload workload, int steps) implements Benchmark {
  private static final double MEBI = 1 << 20;

  /** Variation that an allocator may show without a leak, MiB. */
  private static final double LIMIT = 32;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String description() {
    return "growth of resident memory over %d steps: %s %d+%d at %d"
        .formatted(
            steps,
            workload.network().architecture(),
            workload.batch(),
            workload.batch(),
            workload.crop());
  }

  @Override
  public Stream<Measurement> run(BenchmarkSettings settings) {
    RgbImage image = SyntheticPhoto.of(workload.crop(), workload.crop(), 11);
    Growth growth = new Growth(Math.max(1, steps / 5));
    workload.run(Arm.WOOD, settings.device(), new Run(steps, index -> image, growth));
    int arrays = growth.arrays.get(1) - growth.arrays.get(0);
    double mebibytes = (growth.resident.get(1) - growth.resident.get(0)) / MEBI;
    return Stream.of(
        new Measurement(
            name(),
            description(),
            settings.threads(),
            1,
            growth.watch.wall(),
            growth.watch.cpu(),
            // One more array is a leak, however small it is.
            Quantiles.of(arrays > 0 ? Double.POSITIVE_INFINITY : mebibytes),
            new Target(LIMIT, false, "MiB", "more than after " + growth.first + " steps"),
            "%d managed arrays, %+d; resident %.0f MiB"
                .formatted(growth.arrays.get(1), arrays, growth.resident.get(1) / MEBI)));
  }

  /** Takes two samples, each after a garbage collection. */
  private static final class Growth implements TrainingListener {
    private final int first;
    private final List<Integer> arrays = new ArrayList<>();
    private final List<Long> resident = new ArrayList<>();
    private final Stopwatch watch = Stopwatch.ofProcess();
    private long wallBegin;
    private long cpuBegin;

    private Growth(int first) {
      this.first = first;
    }

    @Override
    public void step(StepReport report) {
      if (!report.phase().equals("train")) {
        return;
      }
      if (report.done() > 1) {
        watch.add(System.nanoTime() - wallBegin, watch.cpuNow() - cpuBegin);
      }
      if (report.done() == first || report.done() == report.total()) {
        System.gc();
        arrays.add(ManagedArrays.count());
        resident.add(ProcessMemory.resident(ProcessHandle.current()));
      }
      cpuBegin = watch.cpuNow();
      wallBegin = System.nanoTime();
    }
  }
}
