package io.wood.method.cam;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.method.GoldenFile;
import io.wood.method.tensor.Planes;
import java.util.Arrays;
import org.assertj.core.data.Offset;

/** Golden arrays as tensors, and planes held against them. */
final class GoldenArrays {
  private GoldenArrays() {}

  static NDArray of(NDManager manager, GoldenFile golden, String key) {
    long[] shape = Arrays.stream(golden.shape(key)).asLongStream().toArray();
    return manager.create(golden.floats(key), new Shape(shape));
  }

  static void compare(GoldenFile golden, String key, Planes actual, double tolerance) {
    int[] size = {actual.channels(), actual.height(), actual.width()};
    assertThat(size).as(key).isEqualTo(golden.shape(key));
    assertThat(actual.values())
        .as(key)
        .containsExactly(golden.floats(key), Offset.offset((float) tolerance));
  }
}
