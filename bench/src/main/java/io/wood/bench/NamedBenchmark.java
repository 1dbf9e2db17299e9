package io.wood.bench;

import io.wood.bench.measure.Measurement;
import java.util.stream.Stream;

/** Gives a benchmark another name on the command line. */
record NamedBenchmark(String name, Benchmark benchmark) implements Benchmark {
  @Override
  public String description() {
    return benchmark.description();
  }

  @Override
  public Stream<Measurement> run(BenchmarkSettings settings) {
    return benchmark.run(settings);
  }
}
