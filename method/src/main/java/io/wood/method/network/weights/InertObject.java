package io.wood.method.network.weights;

import java.util.HashMap;

/**
 * An object of a class that is not known here, such as an optimiser, a NumPy number or a path: its
 * attributes and entries, and nothing that acts. Equal to itself alone.
 */
final class InertObject extends HashMap<Object, Object> {
  private static final long serialVersionUID = 1;

  private final String type;

  InertObject(String type) {
    this.type = type;
  }

  /** The full name of its class in Python. */
  String type() {
    return type;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
