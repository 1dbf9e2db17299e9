package io.wood.bench;

import java.util.stream.Stream;

/** Measures one thing against its floor. */
interface Benchmark {
  /** What it is asked for by. */
  String name();

  /** What it measures, in a line. */
  String description();

  /**
   * Measures, each when it is asked for.
   *
   * @param effort how thoroughly
   */
  Stream<Measurement> run(BenchmarkSettings effort);
}
