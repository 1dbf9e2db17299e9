package io.wood.bench.measure;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.Field;
import java.util.Map;

/** Counts all arrays that the managers of the engine own. */
public final class ManagedArrays {
  private ManagedArrays() {}

  public static int count() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDManager root = manager;
      while (root.getParentManager() != null && root.getParentManager() != root) {
        root = root.getParentManager();
      }
      return count(root);
    }
  }

  private static int count(NDManager manager) {
    int arrays = 0;
    for (Object resource : resources(manager).values()) {
      if (resource instanceof NDManager child) {
        arrays += count(child);
      } else if (resource instanceof NDArray) {
        arrays++;
      }
    }
    return arrays;
  }

  /** The library lists a manager's own arrays, but not its children. */
  private static Map<?, ?> resources(NDManager manager) {
    try {
      Field field = BaseNDManager.class.getDeclaredField("resources");
      field.setAccessible(true);
      return (Map<?, ?>) field.get(manager);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "cannot read the resources of " + manager.getClass() + "; has DJL changed its managers?",
          e);
    }
  }
}
