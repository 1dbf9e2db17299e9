package io.wood.method.network.weights;

import java.nio.ByteBuffer;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;

/** PyTorch's typed storages, read as 32-bit floats; little-endian. */
enum StorageType implements IObjectConstructor {
  FLOAT("FloatStorage", 4) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return bytes.getFloat(4 * index);
    }
  },
  DOUBLE("DoubleStorage", 8) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return (float) bytes.getDouble(8 * index);
    }
  },
  HALF("HalfStorage", 2) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return half(bytes.getShort(2 * index));
    }
  },
  BFLOAT16("BFloat16Storage", 2) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return Float.intBitsToFloat(bytes.getShort(2 * index) << 16);
    }
  },
  LONG("LongStorage", 8) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return bytes.getLong(8 * index);
    }
  };

  private final String pythonName;
  private final int size;

  StorageType(String pythonName, int size) {
    this.pythonName = pythonName;
    this.size = size;
  }

  String pythonName() {
    return pythonName;
  }

  /** Bytes of an element. */
  int size() {
    return size;
  }

  abstract float read(ByteBuffer bytes, int index);

  /** The pickle only names the class; it never makes an instance. */
  @Override
  public Object construct(Object[] arguments) {
    throw new PickleException("a " + pythonName + " is pickled by value");
  }

  /** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. */
  private static float half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb(1 + fraction / 1024., exponent - 15);
        };
    return (float) (bits < 0 ? -magnitude : magnitude);
  }
}
