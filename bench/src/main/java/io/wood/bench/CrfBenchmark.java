package io.wood.bench;

import io.wood.bench.measure.Measurement;
import io.wood.bench.measure.Measurement.Target;
import io.wood.bench.measure.Stopwatch;
import io.wood.bench.measure.ThreadLimit;
import io.wood.bench.photo.SyntheticPhoto;
import io.wood.method.crf.CrfParameters;
import io.wood.method.crf.DenseCrf;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import java.util.List;
import java.util.stream.Stream;

/** Measures the dense CRF of a photograph, including its lattices, on one core and on several. */
record CrfBenchmark(int height, int width, int labels, int iterations) implements Benchmark {
  /** Fastest time of the C++ original on one core, seconds. */
  private static final double ORIGINAL = .5;

  @Override
  public String name() {
    return "crf";
  }

  @Override
  public String description() {
    return "dense CRF, %dx%d, %d labels, %d iterations"
        .formatted(height, width, labels, iterations);
  }

  @Override
  public Stream<Measurement> run(BenchmarkSettings settings) {
    RgbImage image = SyntheticPhoto.of(width, height, 5);
    LabelMap given = new LabelMap(width, height, new byte[width * height]);
    for (int i = 0; i < given.labels().length; i++) {
      // Regions that follow the picture, as thresholded CAMs do.
      given.labels()[i] = (byte) ((image.bytes()[3 * i] & 0xff) * labels / 256);
    }
    Runnable work =
        () -> new DenseCrf(image, CrfParameters.PAPER).clean(List.of(given), labels, iterations);
    Stopwatch one = timed(1, settings, work);
    Stopwatch several = timed(settings.threads(), settings, work);
    return Stream.of(
        new Measurement(
            "crf/one core",
            description(),
            1,
            settings.rounds(),
            one.wall(),
            one.cpu(),
            one.cpu(),
            Target.seconds(ORIGINAL, "processor time, the C++ original's"),
            ""),
        new Measurement(
            "crf/" + settings.threads() + " cores",
            description(),
            settings.threads(),
            settings.rounds(),
            several.wall(),
            several.cpu(),
            several.wall(),
            Target.seconds(.35, "wall time"),
            ""));
  }

  private static Stopwatch timed(int threads, BenchmarkSettings settings, Runnable work) {
    Stopwatch watch = Stopwatch.ofProcess();
    ThreadLimit.run(
        threads,
        () -> {
          for (int i = 0; i < settings.warmUp(); i++) {
            work.run();
          }
          for (int i = 0; i < settings.rounds(); i++) {
            watch.time(work);
          }
        });
    return watch;
  }
}
