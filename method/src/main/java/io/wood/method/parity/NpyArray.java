package io.wood.method.parity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One array of a NumPy file, as doubles, which hold each of the types exactly.
 *
 * @param shape sides; empty for a scalar
 * @param values row-major; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // read only, and never compared as a record
record NpyArray(List<Integer> shape, double[] values) {
  private static final Pattern HEADER =
      Pattern.compile("'descr': '([^']*)', 'fortran_order': (True|False), 'shape': \\(([^)]*)\\)");

  private static final Pattern SIDE = Pattern.compile("\\d+");

  NpyArray {
    shape = List.copyOf(shape);
  }

  /**
   * Reads the bytes of an npy file.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static NpyArray parse(byte[] npy) {
    if (npy.length < 12 || npy[0] != (byte) 0x93) {
      throw new IllegalArgumentException("it is no npy array");
    }
    ByteBuffer buffer = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
    int start = npy[6] == 1 ? 10 : 12;
    int length = npy[6] == 1 ? buffer.getShort(8) & 0xffff : buffer.getInt(8);
    if (length < 0 || start + length > npy.length) {
      throw new IllegalArgumentException("its header is cut off");
    }
    String header = new String(npy, start, length, StandardCharsets.US_ASCII);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.find() || matcher.group(2).equals("True")) {
      throw new IllegalArgumentException(
          "its header is not that of a C-order array: " + header.strip());
    }
    List<Integer> shape =
        SIDE.matcher(matcher.group(3))
            .results()
            .map(side -> Integer.valueOf(side.group()))
            .toList();
    int count = shape.stream().reduce(1, Math::multiplyExact);
    ByteBuffer data = buffer.position(start + length).slice().order(ByteOrder.LITTLE_ENDIAN);
    return new NpyArray(shape, values(matcher.group(1), data, count));
  }

  private static double[] values(String type, ByteBuffer data, int count) {
    if (!type.matches("<[fi][48]|\\|[uib]1")) {
      throw new IllegalArgumentException(
          "its type " + type + " is none of <f4, <f8, <i4, <i8, |u1, |i1, |b1");
    }
    int bytes = type.charAt(2) - '0';
    if (data.remaining() < (long) bytes * count) {
      throw new IllegalArgumentException("its values are cut off");
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (type) {
            case "<f4" -> data.getFloat(4 * i);
            case "<f8" -> data.getDouble(8 * i);
            case "<i4" -> data.getInt(4 * i);
            case "<i8" -> data.getLong(8 * i);
            case "|i1" -> data.get(i);
            default -> data.get(i) & 0xff;
          };
    }
    return values;
  }
}
