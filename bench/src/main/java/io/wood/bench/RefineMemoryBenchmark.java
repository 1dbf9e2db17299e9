package io.wood.bench;

import io.wood.bench.measure.Measurement;
import io.wood.bench.measure.Measurement.Target;
import io.wood.bench.measure.Quantiles;
import io.wood.bench.measure.Stopwatch;
import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.parameter.Architecture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Measures the peak memory of a process that refines a large photograph, one stage after another.
 */
record RefineMemoryBenchmark(Architecture network, int height, int width) implements Benchmark {
  /** Memory budget of the refiner, and the target, GiB. */
  static final long LIMIT_GIBI = 3;

  private static final double GIBI = 1 << 30;

  /** Heap of the refiner. */
  private static final String HEAP = "-Xmx1536m";

  @Override
  public String name() {
    return "refine-memory";
  }

  @Override
  public String description() {
    return "peak memory of a process that refines a %dx%d photograph, %s"
        .formatted(width, height, network);
  }

  @Override
  public Stream<Measurement> run(BenchmarkSettings settings) {
    Stopwatch watch = Stopwatch.ofProcess();
    double[] gibi = new double[1];
    watch.time(() -> gibi[0] = peak(settings.threads()) / GIBI);
    return Stream.of(
        new Measurement(
            name(),
            description(),
            settings.threads(),
            1,
            watch.wall(),
            watch.cpu(),
            Quantiles.of(gibi[0]),
            new Target(LIMIT_GIBI, false, "GiB", "resident at the peak"),
            "processor time is the parent's"));
  }

  private long peak(int threads) {
    try {
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  HEAP,
                  "-XX:+UseSerialGC",
                  "-Dai.djl.offline=true",
                  "-Dai.djl.pytorch.num_threads=" + threads,
                  "-cp",
                  System.getProperty("java.class.path"),
                  RefineOnce.class.getName(),
                  network.wireName(),
                  Integer.toString(height),
                  Integer.toString(width))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String text =
          new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (child.waitFor() != 0) {
        throw new CommandFailedException(
            "the refining process ended with status %d; its messages are above"
                .formatted(child.exitValue()));
      }
      return Long.parseLong(text.substring(text.lastIndexOf('\n') + 1));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the refining process", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }
}
