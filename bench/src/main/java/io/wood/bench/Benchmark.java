package io.wood.bench;

import io.wood.bench.measure.Measurement;
import java.util.stream.Stream;

/** Measures one thing against its target. */
interface Benchmark {
  /** The name on the command line. */
  String name();

  /** What it measures, in one line. */
  String description();

  /**
   * Measures lazily: each element is measured when the stream reaches it.
   *
   * @param settings threads, rounds and device
   */
  Stream<Measurement> run(BenchmarkSettings settings);
}
