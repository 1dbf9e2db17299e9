package io.wood.bench;

import java.util.List;

/** Measures one thing against its floor. */
interface Benchmark {
  /** What it is asked for by. */
  String name();

  /** What it measures, in a line. */
  String description();

  /**
   * Measures.
   *
   * @param effort how thoroughly
   */
  List<Measurement> run(Effort effort);
}
