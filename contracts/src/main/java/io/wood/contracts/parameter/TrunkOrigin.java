package io.wood.contracts.parameter;

/** Where the weights of a network's trunk come from. */
public enum TrunkOrigin {
  /** The refined classifier. */
  CLASSIFIER,
  /** The weights which the classifier was trained from, such as the base of an arm. */
  BASE,
  /** The first weights of all, such as ImageNet's; random ones count as none. */
  START,
  /** As {@link #START}; the refined classifier where that started from random weights. */
  PRETRAINED
}
