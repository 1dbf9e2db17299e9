package io.wood.method;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads the golden numbers (NumPy's npz) without any tensor engine. */
public final class GoldenFile {
  private static final Pattern HEADER =
      Pattern.compile("'descr': '(.{3})', 'fortran_order': False, 'shape': \\(([^)]*)\\)");

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final String name;

  private record Entry(String type, List<Integer> shape, ByteBuffer data) {}

  private GoldenFile(String name) {
    this.name = name;
  }

  /** Opens {@code golden/NAME.npz} from the test resources. */
  public static GoldenFile open(String name) {
    GoldenFile file = new GoldenFile(name);
    try (InputStream in = GoldenFile.class.getResourceAsStream("/golden/" + name + ".npz");
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        file.entries.put(entry.getName().replace(".npy", ""), parse(zip.readAllBytes()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static Entry parse(byte[] npy) {
    ByteBuffer buffer = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
    int start = npy[6] == 1 ? 10 : 12;
    int length = npy[6] == 1 ? buffer.getShort(8) & 0xffff : buffer.getInt(8);
    String header = new String(npy, start, length, StandardCharsets.US_ASCII);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.find()) {
      throw new IllegalArgumentException("unknown npy header " + header);
    }
    List<Integer> shape =
        Pattern.compile(",")
            .splitAsStream(matcher.group(2))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(Integer::valueOf)
            .toList();
    ByteBuffer data = buffer.position(start + length).slice().order(ByteOrder.LITTLE_ENDIAN);
    return new Entry(matcher.group(1), shape, data);
  }

  private Entry entry(String key) {
    Entry entry = entries.get(key);
    if (entry == null) {
      throw new IllegalArgumentException(name + " has no " + key + " but " + entries.keySet());
    }
    return entry;
  }

  /** The shape of an array. */
  public int[] shape(String key) {
    return entry(key).shape().stream().mapToInt(Integer::intValue).toArray();
  }

  /** Any array as doubles. */
  public double[] doubles(String key) {
    Entry entry = entry(key);
    int count = 1;
    for (int n : entry.shape()) {
      count *= n;
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (entry.type()) {
            case "<f4" -> entry.data().getFloat(4 * i);
            case "<f8" -> entry.data().getDouble(8 * i);
            case "<i4" -> entry.data().getInt(4 * i);
            case "|u1" -> entry.data().get(i) & 0xff;
            default -> throw new IllegalArgumentException(key + " has type " + entry.type());
          };
    }
    return values;
  }

  /** Any array as floats. */
  public float[] floats(String key) {
    double[] values = doubles(key);
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** Any array as integers. */
  public int[] ints(String key) {
    double[] values = doubles(key);
    int[] ints = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      ints[i] = (int) values[i];
    }
    return ints;
  }

  /** Any array of small integers as (unsigned) bytes. */
  public byte[] bytes(String key) {
    int[] values = ints(key);
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
