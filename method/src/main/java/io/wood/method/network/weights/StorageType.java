package io.wood.method.network.weights;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Element types of weights files, read as 32-bit floats in the byte order of the buffer. */
enum StorageType {
  FLOAT("FloatStorage", "float32", "F32", 4) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return bytes.getFloat(4 * index);
    }
  },
  DOUBLE("DoubleStorage", "float64", "F64", 8) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return (float) bytes.getDouble(8 * index);
    }
  },
  HALF("HalfStorage", "float16", "F16", 2) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return half(bytes.getShort(2 * index));
    }
  },
  BFLOAT16("BFloat16Storage", "bfloat16", "BF16", 2) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return Float.intBitsToFloat(bytes.getShort(2 * index) << 16);
    }
  },
  LONG("LongStorage", "int64", "I64", 8) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return bytes.getLong(8 * index);
    }
  },
  INT("IntStorage", "int32", "I32", 4) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return bytes.getInt(4 * index);
    }
  },
  SHORT("ShortStorage", "int16", "I16", 2) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return bytes.getShort(2 * index);
    }
  },
  CHAR("CharStorage", "int8", "I8", 1) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return bytes.get(index);
    }
  },
  BYTE("ByteStorage", "uint8", "U8", 1) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return bytes.get(index) & 0xff;
    }
  },
  BOOL("BoolStorage", "bool", "BOOL", 1) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return bytes.get(index) == 0 ? 0 : 1;
    }
  };

  private final String storageName;
  private final String dataType;
  private final String safetensorsName;
  private final int size;

  StorageType(String storageName, String dataType, String safetensorsName, int size) {
    this.storageName = storageName;
    this.dataType = dataType;
    this.safetensorsName = safetensorsName;
    this.size = size;
  }

  /** Finds a type by PyTorch's name of its storage or data type, or by that of safetensors. */
  static Optional<StorageType> of(String name) {
    return Arrays.stream(values())
        .filter(
            type ->
                name.equals(type.storageName)
                    || name.equals(type.dataType)
                    || name.equals(type.safetensorsName))
        .findFirst();
  }

  /** Bytes of an element. */
  int size() {
    return size;
  }

  abstract float read(ByteBuffer bytes, int index);

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
