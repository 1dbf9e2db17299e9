package io.wood.method.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Weights files. */
final class Weights {
  /** A counter that PyTorch keeps beside the running statistics and that no network here reads. */
  private static final String COUNTER = ".num_batches_tracked";

  private Weights() {}

  /** Reads a file in safetensors format; floats become 32-bit. */
  static Map<String, NDArray> read(NDManager manager, byte[] file) {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    for (NDArray array : decode(manager, file)) {
      String name = array.getName();
      if (!name.endsWith(COUNTER)) {
        weights.put(name, array.toType(DataType.FLOAT32, false));
      }
    }
    return weights;
  }

  private static NDList decode(NDManager manager, byte[] file) {
    if (file.length < 9 || file[8] != '{') {
      throw new WrongWeightsException("the file is no weights file in safetensors format");
    }
    try {
      return NDList.decode(manager, file);
    } catch (RuntimeException broken) {
      // The decoder answers damaged headers with whatever its JSON reader throws.
      throw new WrongWeightsException(
          "the weights file is damaged: " + broken.getMessage(), broken);
    }
  }

  /** Writes a file in safetensors format; the order of the map. */
  static byte[] write(Map<String, NDArray> weights) {
    NDList list = new NDList();
    weights.forEach(
        (name, array) -> {
          array.setName(name);
          list.add(array);
        });
    return list.encode(NDList.Encoding.SAFETENSORS);
  }
}
