package io.wood.method.pixel;

import ai.djl.ndarray.types.Shape;

/**
 * A parameter of a head.
 *
 * @param name in the weights file
 * @param shape of the array
 * @param start what it starts as
 */
public record HeadSpec(String name, Shape shape, Start start) {
  /** What a parameter starts as. */
  public enum Start {
    /** Uniform within 1/√fan-in. */
    UNIFORM,
    /** 1. */
    ONE,
    /** 0. */
    ZERO,
    /** 0, and not trained. */
    FIXED
  }
}
