package io.wood.bench;

import java.util.stream.Stream;

/** The same measurement under another name. */
record NamedBenchmark(String name, Benchmark benchmark) implements Benchmark {
  @Override
  public String description() {
    return benchmark.description();
  }

  @Override
  public Stream<Measurement> run(BenchmarkSettings effort) {
    return benchmark.run(effort);
  }
}
