package io.wood.bench;

/**
 * How thoroughly to measure.
 *
 * @param threads for the tensor engine, and for what the floors give two cores
 * @param rounds repetitions that count
 * @param warmUp repetitions before them
 */
record Effort(int threads, int rounds, int warmUp) {
  Effort {
    if (threads < 1 || rounds < 1 || warmUp < 0) {
      throw new IllegalArgumentException(
          "threads and rounds must be positive: " + threads + ", " + rounds);
    }
  }
}
