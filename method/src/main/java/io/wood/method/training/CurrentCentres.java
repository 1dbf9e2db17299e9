package io.wood.method.training;

import ai.djl.ndarray.NDManager;
import io.wood.method.loss.MetricCentres;
import java.util.Optional;
import java.util.function.Function;

/** Owns the centres of the moment; new ones close the old ones. */
final class CurrentCentres implements AutoCloseable {
  private final NDManager parent;
  private NDManager owner;
  private Optional<MetricCentres> current = Optional.empty();

  CurrentCentres(NDManager parent) {
    this.parent = parent;
    this.owner = parent.newSubManager();
  }

  /** The centres of the moment; empty before there are any. */
  Optional<MetricCentres> current() {
    return current;
  }

  /** Puts others in their place, made in the manager that the function is given. */
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
