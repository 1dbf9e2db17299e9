package io.wood.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.wood.bench.measure.Measurement;
import io.wood.bench.measure.Measurement.Target;
import io.wood.bench.measure.Stopwatch;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import io.wood.method.cluster.KMeans;
import io.wood.method.tensor.Devices;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** Measures K-means on features of OoDs; the note compares it with its bare matrix products. */
record KMeansBenchmark(int rows, int dimension, int clusters) implements Benchmark {
  @Override
  public String name() {
    return "kmeans";
  }

  @Override
  public String description() {
    return "K-means of %dx%d features, K = %d, %d iterations"
        .formatted(rows, dimension, clusters, KMeans.ITERATIONS);
  }

  @Override
  public Stream<Measurement> run(BenchmarkSettings settings) {
    try (NDManager manager = Devices.manager(Device.cpu())) {
      // Rectified, as pooled features are.
      NDArray x = manager.randomNormal(new Shape(rows, dimension)).maximum(0);
      return Arrays.stream(ClusterStart.values())
          .map(start -> measure(x, start, settings))
          .toList()
          .stream();
    }
  }

  private Measurement measure(NDArray x, ClusterStart start, BenchmarkSettings settings) {
    Stopwatch whole = Stopwatch.ofProcess();
    Stopwatch bare = Stopwatch.ofProcess();
    settings.inTurns(
        whole,
        () -> KMeans.cluster(x, clusters, start, 0, KMeans.ITERATIONS),
        bare,
        () -> products(x));
    return new Measurement(
        name() + "/" + start.name().toLowerCase(Locale.ROOT),
        description(),
        settings.threads(),
        settings.rounds(),
        whole.wall(),
        whole.cpu(),
        whole.wall(),
        Target.seconds(.8, "wall time"),
        "%.2f x the bare matrix products".formatted(whole.wallOver(bare).median()));
  }

  private void products(NDArray x) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray centres = x.get("0:" + clusters).transpose();
      for (int i = 0; i < KMeans.ITERATIONS; i++) {
        x.matMul(centres);
      }
    }
  }
}
