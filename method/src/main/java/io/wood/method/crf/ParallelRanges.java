package io.wood.method.crf;

import java.util.stream.IntStream;

/**
 * Runs work on index ranges, in parallel where they are long. For few pieces, starting threads
 * costs processor time that concurrent callers need: without it, four callers on two cores need
 * four fifths of the time for small images, while a single caller needs a tenth more. The pieces do
 * not depend on the number of threads.
 */
final class ParallelRanges {
  private static final int PIECE = 4096;
  private static final int FEW = 8;

  private ParallelRanges() {}

  /** What to do with the indices from (included) to (excluded). */
  @FunctionalInterface
  interface Task {
    void run(int from, int to);
  }

  static void parallel(int count, Task task) {
    int pieces = (count + PIECE - 1) / PIECE;
    IntStream range = IntStream.range(0, pieces);
    (pieces > FEW ? range.parallel() : range)
        .forEach(piece -> task.run(piece * PIECE, Math.min(count, (piece + 1) * PIECE)));
  }
}
