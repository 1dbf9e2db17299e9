package io.wood.bench;

import static java.util.Objects.requireNonNull;

import ai.djl.Device;

/**
 * How thoroughly to measure, and where.
 *
 * @param threads for the tensor engine, and for what the floors give two cores
 * @param rounds repetitions that count
 * @param warmUp repetitions before them
 * @param device where the networks compute
 */
record BenchmarkSettings(int threads, int rounds, int warmUp, Device device) {
  BenchmarkSettings {
    requireNonNull(device, "device");
    if (threads < 1 || rounds < 1 || warmUp < 0) {
      throw new IllegalArgumentException(
          "threads and rounds must be positive: " + threads + ", " + rounds);
    }
  }

  /** Does the one and the other by turns, and keeps the times of the rounds that count. */
  void inTurns(Stopwatch one, Runnable work, Stopwatch other, Runnable bare) {
    for (int i = 0; i < warmUp + rounds; i++) {
      if (i == warmUp) {
        one.forget();
        other.forget();
      }
      one.time(work);
      other.time(bare);
    }
  }
}
