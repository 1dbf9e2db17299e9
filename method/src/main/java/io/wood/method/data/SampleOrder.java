package io.wood.method.data;

/** An endless sequence of indices of samples: a pure function of the position. */
@FunctionalInterface
public interface SampleOrder {
  /** The index at a position, from 0. */
  int at(long position);
}
