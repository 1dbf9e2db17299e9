package io.wood.method.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.function.Supplier;

/** Runs tensor work and closes all arrays that it makes except the result. */
public final class TensorScopes {
  private TensorScopes() {}

  /**
   * Runs work that makes a new array.
   *
   * @param owner the result's manager from now on
   */
  public static NDArray keep(NDManager owner, Supplier<NDArray> work) {
    return keepAll(owner, () -> new NDList(work.get())).get(0);
  }

  /** Runs work that makes several new arrays. */
  public static NDList keepAll(NDManager owner, Supplier<NDList> work) {
    NDList results;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      results = work.get();
      NDScope.unregister(results);
    }
    results.attach(owner);
    // The enclosing scope, if any, owns them now.
    results.forEach(NDScope::register);
    return results;
  }

  /** Runs work whose result is no array, such as a number read from one. */
  public static <T> T compute(Supplier<T> work) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return work.get();
    }
  }
}
