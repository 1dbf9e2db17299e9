package io.wood.method.network.weights;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A tensor of a weights file: a strided view of a storage. Its numbers are read on demand.
 *
 * @param storage its elements
 * @param offset of the first element
 * @param sides of the shape
 * @param strides elements from one index to the next, along each side
 */
record StoredTensor(Storage storage, long offset, List<Long> sides, List<Long> strides) {

  StoredTensor {
    sides = List.copyOf(sides);
    strides = List.copyOf(strides);
    boolean negative =
        offset < 0
            || sides.stream().anyMatch(side -> side < 0)
            || strides.stream().anyMatch(stride -> stride < 0);
    if (negative || sides.size() != strides.size()) {
      throw new WrongWeightsException(
          "the weights file is damaged: a tensor has the shape %s, the strides %s and the offset %d"
              .formatted(sides, strides, offset));
    }
  }

  /**
   * Elements of one type.
   *
   * @param typeName as the file names it
   * @param first element of the bytes that belongs to it
   * @param bytes read on demand, in their byte order
   */
  record Storage(String typeName, long first, Supplier<ByteBuffer> bytes) {
    Storage(String typeName, Supplier<ByteBuffer> bytes) {
      this(typeName, 0, bytes);
    }

    Storage as(String otherType) {
      return new Storage(otherType, first, bytes);
    }
  }

  /** A tensor without gaps, in row-major order. */
  static StoredTensor contiguous(Storage storage, List<Long> sides) {
    List<Long> strides = new ArrayList<>();
    long step = 1;
    for (int axis = sides.size() - 1; axis >= 0; axis--) {
      strides.add(0, step);
      step *= Math.max(1, sides.get(axis));
    }
    return new StoredTensor(storage, 0, sides, strides);
  }

  /**
   * From the arguments of PyTorch's {@code _rebuild_tensor}, {@code _rebuild_tensor_v2} and {@code
   * _rebuild_tensor_v3}; empty when they are others.
   */
  static Optional<StoredTensor> rebuild(Object... arguments) {
    if (arguments.length < 4
        || !(arguments[0] instanceof Storage storage)
        || !(arguments[1] instanceof Number offset)
        || !(arguments[2] instanceof Object[] sides)
        || !(arguments[3] instanceof Object[] strides)) {
      return Optional.empty();
    }
    Storage typed =
        arguments.length > 6 && arguments[6] instanceof PickledName type
            ? storage.as(type.simpleName())
            : storage;
    return Optional.of(
        new StoredTensor(typed, offset.longValue(), integers(sides), integers(strides)));
  }

  private static List<Long> integers(Object[] numbers) {
    List<Long> integers = new ArrayList<>();
    for (Object number : numbers) {
      integers.add(((Number) number).longValue());
    }
    return integers;
  }

  long[] shape() {
    return sides.stream().mapToLong(Long::longValue).toArray();
  }

  /** True for arrays of the same elements of the same storage. */
  boolean isAliasOf(StoredTensor other) {
    return storage.bytes().equals(other.storage.bytes())
        && storage.first() + offset == other.storage.first() + other.offset
        && strides.equals(other.strides);
  }

  /**
   * The elements in row-major order.
   *
   * @throws WrongWeightsException when they are of a type that is not read, or not all in the file
   */
  float[] values() {
    StorageType type =
        StorageType.of(storage.typeName())
            .orElseThrow(
                () ->
                    new WrongWeightsException(
                        "a tensor of shape %s has elements of type %s, which is not read: convert it with .float() before torch.save"
                            .formatted(sides, storage.typeName())));
    try {
      int count = Math.toIntExact(sides.stream().reduce(1L, Math::multiplyExact));
      if (count == 0) {
        return new float[0];
      }
      long start = Math.addExact(storage.first(), offset);
      long end = start;
      for (int axis = 0; axis < sides.size(); axis++) {
        end = Math.addExact(end, Math.multiplyExact(sides.get(axis) - 1, (long) strides.get(axis)));
      }
      ByteBuffer bytes = storage.bytes().get();
      if (Math.multiplyExact(end + 1, (long) type.size()) > bytes.limit()) {
        throw new WrongWeightsException(
            "a tensor of shape %s reaches beyond its storage: the file is cut".formatted(sides));
      }
      return read(type, bytes, (int) start, new float[count]);
    } catch (ArithmeticException e) {
      throw new WrongWeightsException(
          "the weights file is damaged: a tensor has the shape " + sides, e);
    }
  }

  private float[] read(StorageType type, ByteBuffer bytes, int start, float[] values) {
    if (type == StorageType.FLOAT && equals(contiguous(storage, sides).at(offset))) {
      bytes.slice(4 * start, 4 * values.length).order(bytes.order()).asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      long index = start;
      long rest = i;
      for (int axis = sides.size() - 1; axis >= 0; axis--) {
        index += rest % sides.get(axis) * strides.get(axis);
        rest /= sides.get(axis);
      }
      values[i] = type.read(bytes, (int) index);
    }
    return values;
  }

  private StoredTensor at(long other) {
    return new StoredTensor(storage, other, sides, strides);
  }
}
