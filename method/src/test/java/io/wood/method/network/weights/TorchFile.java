package io.wood.method.network.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes what {@code torch.save} writes, step by step, without PyTorch. */
final class TorchFile {
  private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
  private final Map<String, byte[]> storages = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  TorchFile() {
    code(0x80, 2);
  }

  TorchFile order(ByteOrder other) {
    order = other;
    return this;
  }

  TorchFile code(int... codes) {
    for (int each : codes) {
      pickle.write(each);
    }
    return this;
  }

  TorchFile codes(String codes) {
    pickle.writeBytes(codes.getBytes(UTF_8));
    return this;
  }

  TorchFile text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return codes("X").bytes(little(4).putInt(bytes.length).array()).bytes(bytes);
  }

  TorchFile integer(int value) {
    return codes("J").bytes(little(4).putInt(value).array());
  }

  TorchFile bytes(byte[] bytes) {
    pickle.writeBytes(bytes);
    return this;
  }

  /** A class or function. */
  TorchFile name(String module, String name) {
    return codes("c" + module + "\n" + name + "\n");
  }

  /** An object of a class, made without arguments. */
  TorchFile object(String module, String name) {
    return name(module, name).codes(")R");
  }

  TorchFile floats(String key, int[] shape, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return tensor(key, "FloatStorage", values.length, bytes.array(), shape);
  }

  TorchFile tensor(String key, String type, int count, byte[] content, int... shape) {
    storages.put(key, content);
    counts.put(key, count);
    name("torch._utils", "_rebuild_tensor_v2").codes("((").text("storage").name("torch", type);
    text(key).text("cpu").integer(count).codes("tQ").integer(0).tuple(shape);
    int[] strides = new int[shape.length];
    for (int axis = shape.length - 1, step = 1; axis >= 0; axis--) {
      strides[axis] = step;
      step *= shape[axis];
    }
    return tuple(strides).code(0x89).object("collections", "OrderedDict").codes("tR");
  }

  private TorchFile tuple(int... values) {
    codes("(");
    for (int value : values) {
      integer(value);
    }
    return codes("t");
  }

  /** The archive of PyTorch 1.6 and later, with a record of the byte order unless that is null. */
  byte[] archive(String byteOrder) {
    codes(".");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      entry(zip, "archive/data.pkl", pickle.toByteArray());
      if (byteOrder != null) {
        entry(zip, "archive/byteorder", byteOrder.getBytes(UTF_8));
      }
      for (Map.Entry<String, byte[]> storage : storages.entrySet()) {
        entry(zip, "archive/data/" + storage.getKey(), storage.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  byte[] archive() {
    return archive("little");
  }

  /** The file of earlier ones. */
  byte[] legacy(boolean littleEndian) {
    codes(".");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    byte[] magic = {
      (byte) 0x80,
      2,
      (byte) 0x8a,
      10,
      0x6c,
      (byte) 0xfc,
      (byte) 0x9c,
      0x46,
      (byte) 0xf9,
      0x20,
      0x6a,
      (byte) 0xa8,
      0x50,
      0x19,
      '.'
    };
    file.writeBytes(magic);
    file.writeBytes(new TorchFile().integer(1001).codes(".").pickle.toByteArray());
    file.writeBytes(
        new TorchFile()
            .codes("}(")
            .text("little_endian")
            .code(littleEndian ? 0x88 : 0x89)
            .codes("u.")
            .pickle
            .toByteArray());
    file.writeBytes(pickle.toByteArray());
    TorchFile keys = new TorchFile().codes("](");
    storages.keySet().forEach(keys::text);
    file.writeBytes(keys.codes("e.").pickle.toByteArray());
    storages.forEach(
        (key, content) -> {
          file.writeBytes(little(8).putLong(counts.get(key)).array());
          file.writeBytes(content);
        });
    return file.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
