package io.wood.method.training;

import ai.djl.ndarray.NDManager;
import io.wood.method.loss.MetricCentres;
import java.util.Optional;
import java.util.function.Function;

/** Owns the current centres; new ones close the old ones. */
final class CurrentCentres implements AutoCloseable {
  private final NDManager parent;
  private NDManager owner;
  private Optional<MetricCentres> current = Optional.empty();

  CurrentCentres(NDManager parent) {
    this.parent = parent;
    this.owner = parent.newSubManager();
  }

  /** The current centres; empty before there are any. */
  Optional<MetricCentres> current() {
    return current;
  }

  /** Replaces them by others, made in the manager that the function receives. */
  void replace(Function<NDManager, Optional<MetricCentres>> make) {
    NDManager fresh = parent.newSubManager();
    current = make.apply(fresh);
    owner.close();
    owner = fresh;
  }

  @Override
  public void close() {
    owner.close();
  }
}
