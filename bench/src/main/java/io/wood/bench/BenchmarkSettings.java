package io.wood.bench;

import static java.util.Objects.requireNonNull;

import ai.djl.Device;
import io.wood.bench.measure.Stopwatch;

/**
 * How often to measure, and where.
 *
 * @param threads of the tensor engine, and of benchmarks that run on several cores
 * @param rounds measured repetitions
 * @param warmUp repetitions before them, not measured
 * @param device where the networks compute
 */
record BenchmarkSettings(int threads, int rounds, int warmUp, Device device) {
  BenchmarkSettings {
    requireNonNull(device, "device");
    if (threads < 1 || rounds < 1 || warmUp < 0) {
      throw new IllegalArgumentException(
          "threads and rounds must be at least 1 and warm-up at least 0, not %d, %d and %d"
              .formatted(threads, rounds, warmUp));
    }
  }

  /**
   * Runs both in turns, so that load slows both alike, and keeps the times of the measured rounds.
   */
  void inTurns(Stopwatch one, Runnable work, Stopwatch other, Runnable bare) {
    for (int i = 0; i < warmUp + rounds; i++) {
      if (i == warmUp) {
        one.reset();
        other.reset();
      }
      one.time(work);
      other.time(bare);
    }
  }
}
