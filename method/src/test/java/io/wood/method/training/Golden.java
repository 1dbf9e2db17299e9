package io.wood.method.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Numbers that the official code printed for fixed inputs. */
final class Golden implements AutoCloseable {
  private final NDManager manager = NDManager.newBaseManager();
  private final NDList arrays;

  Golden(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name + ".npz")) {
      arrays = NDList.decode(manager, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  NDManager manager() {
    return manager;
  }

  NDArray array(String name) {
    return arrays.stream()
        .filter(array -> name.equals(array.getName()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no golden array " + name));
  }

  float[] floats(String name) {
    return array(name).toType(DataType.FLOAT32, true).toFloatArray();
  }

  float scalar(String name) {
    return floats(name)[0];
  }

  int[] ints(String name) {
    return array(name).toType(DataType.INT32, true).toIntArray();
  }

  @Override
  public void close() {
    manager.close();
  }
}
