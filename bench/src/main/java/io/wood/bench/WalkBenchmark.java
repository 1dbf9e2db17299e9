package io.wood.bench;

import io.wood.bench.measure.Measurement;
import io.wood.bench.measure.Measurement.Target;
import io.wood.bench.measure.Stopwatch;
import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.walk.RandomWalk;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Measures the random walk of a photograph on one core. */
record WalkBenchmark(int height, int width, int classes) implements Benchmark {
  @Override
  public String name() {
    return "walk";
  }

  @Override
  public String description() {
    return "random walk of %d maps of %dx%d cells, one core".formatted(classes, height, width);
  }

  @Override
  public Stream<Measurement> run(BenchmarkSettings settings) {
    SplittableRandom random = new SplittableRandom(1);
    ImagePlanes edge = new ImagePlanes(1, height, width);
    for (int i = 0; i < edge.area(); i++) {
      edge.values()[i] = (float) Math.pow(random.nextDouble(), 3);
    }
    ImagePlanes cams = new ImagePlanes(classes, height, width);
    for (int i = 0; i < cams.values().length; i++) {
      cams.values()[i] = (float) random.nextDouble();
    }
    RandomWalk walk = new RandomWalk(Walk.PAPER);
    Stopwatch watch = Stopwatch.ofThread();
    for (int i = 0; i < settings.warmUp(); i++) {
      walk.spread(cams, edge);
    }
    for (int i = 0; i < settings.rounds(); i++) {
      watch.time(() -> walk.spread(cams, edge));
    }
    return Stream.of(
        new Measurement(
            name(),
            description(),
            1,
            settings.rounds(),
            watch.wall(),
            watch.cpu(),
            watch.cpu(),
            Target.seconds(.10, "processor time"),
            ""));
  }
}
