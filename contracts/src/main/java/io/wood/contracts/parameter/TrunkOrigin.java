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
  PRETRAINED
}
