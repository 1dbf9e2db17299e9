package io.wood.method.network.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import net.razorvine.pickle.PickleException;

/**
 * A tensor of a state dict: a strided view of a storage.
 *
 * @param storage its elements
 * @param offset of the first element
 * @param sides of the shape
 * @param strides elements from one index to the next, along each side
 */
record PickledTensor(Storage storage, int offset, List<Integer> sides, List<Integer> strides) {

  /**
   * A file of the archive.
   *
   * @param type of its elements
   * @param bytes little-endian
   */
  record Storage(StorageType type, ByteBuffer bytes) {
    Storage(StorageType type, byte[] bytes) {
      this(type, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  /** From the arguments of PyTorch's {@code _rebuild_tensor_v2}. */
  static PickledTensor rebuild(Object[] arguments) {
    if (arguments.length < 4
        || !(arguments[0] instanceof Storage storage)
        || !(arguments[1] instanceof Number offset)
        || !(arguments[2] instanceof Object[] sides)
        || !(arguments[3] instanceof Object[] strides)
        || sides.length != strides.length) {
      throw new PickleException("a tensor is not written as PyTorch writes them");
    }
    return new PickledTensor(storage, offset.intValue(), integers(sides), integers(strides));
  }

  private static List<Integer> integers(Object[] numbers) {
    List<Integer> integers = new ArrayList<>();
    for (Object number : numbers) {
      integers.add(((Number) number).intValue());
    }
    return List.copyOf(integers);
  }

  long[] shape() {
    return sides.stream().mapToLong(Integer::longValue).toArray();
  }

  /** The elements in row-major order. */
  float[] values() {
    int count = sides.stream().reduce(1, Math::multiplyExact);
    long last = offset;
    for (int axis = 0; axis < sides.size() && count > 0; axis++) {
      last += (sides.get(axis) - 1L) * strides.get(axis);
    }
    boolean beyond = (last + 1) * storage.type().size() > storage.bytes().limit();
    if (offset < 0 || (count > 0 && beyond)) {
      throw new WrongWeightsException(
          "a tensor of shape %s reaches beyond its storage: the file is cut".formatted(sides));
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = storage.type().read(storage.bytes(), index(i));
    }
    return values;
  }

  private int index(int position) {
    int index = offset;
    int rest = position;
    for (int axis = sides.size() - 1; axis >= 0; axis--) {
      index += rest % sides.get(axis) * strides.get(axis);
      rest /= sides.get(axis);
    }
    return index;
  }
}
