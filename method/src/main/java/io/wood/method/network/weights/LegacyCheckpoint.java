package io.wood.method.network.weights;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What PyTorch saved before 1.6: pickles of a magic number, a version, the machine, the names and a
 * list of storages, then for each storage its number of elements in 8 bytes and the elements.
 */
final class LegacyCheckpoint {
  private static final String MAGIC = "119547037146038801333356";
  private static final int COUNT_BYTES = 8;

  private final byte[] file;
  private final ByteArrayInputStream in;
  private final Map<String, ByteBuffer> storages = new HashMap<>();

  private LegacyCheckpoint(byte[] file) {
    this.file = file;
    this.in = new ByteArrayInputStream(file);
  }

  /** Returns true for a pickle of protocol 2 or later. */
  static boolean begins(byte[] file) {
    return file.length > 1 && file[0] == (byte) 0x80 && file[1] >= 2 && file[1] <= 5;
  }

  /**
   * Reads the names and the places of the storages.
   *
   * @throws WrongWeightsException when the file is cut, of another machine's byte order, or another
   *     pickle
   */
  static Map<String, StoredTensor> read(byte[] file) {
    return new LegacyCheckpoint(file).tensors();
  }

  private Map<String, StoredTensor> tensors() {
    if (!MAGIC.equals(String.valueOf(pickle()))) {
      throw new WrongWeightsException(
          "the file is a pickle, but was not written by torch.save; torch.save(model.state_dict(), path) writes one that is read");
    }
    pickle();
    if (pickle() instanceof Map<?, ?> machine
        && Boolean.FALSE.equals(machine.get("little_endian"))) {
      throw new WrongWeightsException(
          "the file is of a big-endian machine in PyTorch's format from before 1.6; load it there and torch.save it again with a newer PyTorch");
    }
    TensorUnpickler names = new TensorUnpickler(this::storage);
    Object root = names.read(in);
    if (pickle() instanceof List<?> keys) {
      keys.forEach(key -> place(String.valueOf(key), names.typeOf(String.valueOf(key))));
    }
    return TensorTree.flatten(root);
  }

  private Object pickle() {
    return new TensorUnpickler(this::storage).read(in);
  }

  private void place(String key, String typeName) {
    Optional<StorageType> type = StorageType.of(typeName);
    if (type.isEmpty()) {
      throw new WrongWeightsException(
          "the storage %s has elements of type %s, which is not read".formatted(key, typeName));
    }
    int start = file.length - in.available();
    if (in.available() < COUNT_BYTES) {
      throw cut(key);
    }
    long count = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong(start);
    int size = type.get().size();
    if (count < 0 || count > (in.available() - COUNT_BYTES) / size) {
      throw cut(key);
    }
    int bytes = (int) count * size;
    storages.put(
        key,
        ByteBuffer.wrap(file).slice(start + COUNT_BYTES, bytes).order(ByteOrder.LITTLE_ENDIAN));
    long skipped = in.skip((long) COUNT_BYTES + bytes);
    if (skipped < (long) COUNT_BYTES + bytes) {
      throw cut(key);
    }
  }

  private ByteBuffer storage(String key) {
    ByteBuffer bytes = storages.get(key);
    if (bytes == null) {
      throw new WrongWeightsException("the file lacks the storage " + key);
    }
    return bytes;
  }

  private static WrongWeightsException cut(String key) {
    return new WrongWeightsException(
        "the weights file is damaged: it ends within the storage " + key);
  }
}
