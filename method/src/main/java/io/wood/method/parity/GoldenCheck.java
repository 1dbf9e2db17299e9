package io.wood.method.parity;

/** Recomputes the results in a kind of golden file from its inputs, and compares them. */
public interface GoldenCheck {
  /**
   * What follows the letter in the names of its files: {@code random_walk} for {@code
   * b_random_walk.npz}, {@code b2_random_walk_large.npz}, ...
   */
  String topic();

  /**
   * Compares everything that the file has results of.
   *
   * @param golden inputs and results; sizes and settings follow from its arrays and their names
   * @param comparison receives the computed arrays
   * @throws GoldenFileException when an input is missing
   */
  void compare(GoldenFile golden, GoldenComparison comparison);
}
