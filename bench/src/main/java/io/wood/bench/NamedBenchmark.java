package io.wood.bench;

import java.util.List;

/** The same measurement under another name. */
record NamedBenchmark(String name, Benchmark benchmark) implements Benchmark {
  @Override
  public String description() {
    return benchmark.description();
  }

  @Override
  public List<Measurement> run(Effort effort) {
    return benchmark.run(effort);
  }
}
