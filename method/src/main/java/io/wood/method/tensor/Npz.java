package io.wood.method.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Reads and writes named arrays in NumPy's zip format. The same arrays give the same bytes: entries
 * have the zip format's first day as their time.
 */
public final class Npz {
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final int ALIGNMENT = 64;

  private Npz() {}

  /** Reads all arrays of a file, in its order. */
  public static Map<String, NDArray> read(NDManager manager, byte[] file) {
    if (file.length < 4 || file[0] != 'P' || file[1] != 'K') {
      throw new IllegalArgumentException("not an npz file: it does not start as a zip archive");
    }
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (NDArray array : NDList.decode(manager, new ByteArrayInputStream(file))) {
      arrays.put(array.getName(), array);
    }
    return arrays;
  }

  /** Writes arrays under their names, compressed, in the order of the map. */
  public static byte[] write(Map<String, NDArray> arrays) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, NDArray> array : arrays.entrySet()) {
        ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(header(array.getValue()));
        zip.write(array.getValue().toByteArray());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    return bytes.toByteArray();
  }

  /** Magic, version 1.0, length, then a Python literal padded so that the data is aligned. */
  private static byte[] header(NDArray array) {
    String shape =
        Arrays.stream(array.getShape().getShape())
            .mapToObj(side -> side + ",")
            .collect(Collectors.joining(" ", "(", ")"));
    String type = array.getDataType() == DataType.UINT8 ? "|u1" : array.getDataType().asNumpy();
    String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
    int fixed = 10;
    int length = (fixed + text.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT - fixed;
    ByteBuffer header = ByteBuffer.allocate(fixed + length).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    header.put((byte) 1).put((byte) 0).putShort((short) length);
    header.put(text.getBytes(StandardCharsets.US_ASCII));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').array();
  }
}
