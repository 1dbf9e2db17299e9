package io.wood.method.network.weights;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * What PyTorch 1.6 and later save: a zip archive with a pickle of the names, and a file a storage.
 */
final class TorchArchive {
  /** Larger than any array of the networks here. */
  private static final int MAX_ENTRY = 256 << 20;

  private static final int NAMED = 5;

  private final ZipFile zip;
  private final Map<String, ZipArchiveEntry> entries = new HashMap<>();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private String lastKey;
  private ByteBuffer last;

  /**
   * Entries are read by the directory at the archive's end: PyTorch stores entries whose size
   * stands behind them, so that no stream can tell where they end.
   */
  private TorchArchive(byte[] file) throws IOException {
    zip = ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(file)).get();
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      String name = entry.getName();
      // The root folder has any name.
      entries.putIfAbsent(name.substring(name.indexOf('/') + 1), entry);
    }
  }

  /** Returns true for a zip archive. */
  static boolean begins(byte[] file) {
    return file.length > 3 && file[0] == 'P' && file[1] == 'K' && file[2] == 3 && file[3] == 4;
  }

  /**
   * Reads the names; the storages are read on demand.
   *
   * @throws WrongWeightsException when the archive is damaged or of another kind
   */
  static Map<String, StoredTensor> read(byte[] file) {
    try {
      return new TorchArchive(file).tensors();
    } catch (IOException broken) {
      throw new WrongWeightsException(
          "the weights file is damaged: " + broken.getMessage(), broken);
    }
  }

  private Map<String, StoredTensor> tensors() throws IOException {
    if (!entries.containsKey("data.pkl")) {
      throw new WrongWeightsException(
          "the archive was not written by torch.save: it holds %s, but no data.pkl; unpack it first if it holds the weights"
              .formatted(
                  entries.values().stream()
                      .map(ZipArchiveEntry::getName)
                      .sorted()
                      .limit(NAMED)
                      .collect(Collectors.joining(", "))));
    }
    order = order();
    return TensorTree.flatten(
        new TensorUnpickler(this::storage).read(new ByteArrayInputStream(read("data.pkl"))));
  }

  private ByteOrder order() throws IOException {
    if (!entries.containsKey("byteorder")) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    String name = new String(read("byteorder"), StandardCharsets.US_ASCII).strip();
    return switch (name) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default ->
          throw new WrongWeightsException(
              "the archive's byte order is '%s', neither little nor big".formatted(name));
    };
  }

  /** Several tensors in a row often share a storage. */
  private ByteBuffer storage(String key) {
    if (!key.equals(lastKey)) {
      try {
        last = ByteBuffer.wrap(read("data/" + key)).order(order);
        lastKey = key;
      } catch (IOException broken) {
        throw new WrongWeightsException(
            "the weights file is damaged: " + broken.getMessage(), broken);
      }
    }
    return last;
  }

  private byte[] read(String name) throws IOException {
    ZipArchiveEntry entry = entries.get(name);
    if (entry == null) {
      throw new WrongWeightsException("the archive lacks the entry " + name);
    }
    if (entry.getSize() > MAX_ENTRY) {
      throw tooLarge(name);
    }
    try (InputStream content = zip.getInputStream(entry)) {
      byte[] bytes = content.readNBytes(MAX_ENTRY + 1);
      if (bytes.length > MAX_ENTRY) {
        throw tooLarge(name);
      }
      return bytes;
    }
  }

  private static WrongWeightsException tooLarge(String name) {
    return new WrongWeightsException(
        "the archive's entry %s has more than %d MiB, more than an array of any network here"
            .formatted(name, MAX_ENTRY >> 20));
  }
}
