package io.wood.contracts.parameter;

/** Where the weights of a network's trunk come from. */
public enum TrunkOrigin {
  /** The refined classifier. */
  CLASSIFIER,
  /** The weights which the classifier was trained from, such as the base of an arm. */
  BASE,
  /** The first weights of all, such as ImageNet's; random ones count as none. */
  START,
  /**
   * The first weights of all, such as ImageNet's; the refined classifier where they were random.
   */
  PRETRAINED,
  /** A file of weights that the request names. */
  FILE;

  /**
   * Checks that a request names weights if and only if a trunk of its refinement wants them.
   *
   * @param named true if the request names weights
   * @throws IllegalArgumentException if not; names the remedy
   */
  public static void requireFile(RefinementParameters parameters, boolean named) {
    boolean wanted =
        parameters.irn().trunk() == FILE
            || (parameters.segmentation() != null && parameters.segmentation().trunk() == FILE);
    if (wanted && !named) {
      throw new IllegalArgumentException(
          "irn.trunk or segmentation.trunk is FILE, and no file is named: name one with ./wood refine EXPERIMENT --trunk FILE, or set another origin, such as PRETRAINED");
    }
    if (named && !wanted) {
      throw new IllegalArgumentException(
          "a file of weights is named, and neither irn.trunk nor segmentation.trunk is FILE: set one of them to FILE, or name no file");
    }
  }
}
