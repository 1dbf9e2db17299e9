package io.wood.contracts.parameter;

/** The frozen network that IRN's heads are trained on. */
public enum IrnTrunk {
  /** The refined classifier's. */
  CLASSIFIER,
  /** That of the weights which the classifier was trained from, such as the base of an arm. */
  BASE,
  /** That of the first weights of all, such as ImageNet's; random ones count as none. */
  START
}
