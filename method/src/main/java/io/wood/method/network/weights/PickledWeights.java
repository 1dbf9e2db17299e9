package io.wood.method.network.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import net.razorvine.pickle.PickleException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** State dicts that PyTorch saved as a zip archive: a pickle of the names, a file a storage. */
final class PickledWeights {
  private static final String PICKLE = "data.pkl";
  private static final String STATE = "state_dict";

  private PickledWeights() {}

  static Map<String, NDArray> read(NDManager manager, byte[] file) {
    Map<String, byte[]> entries = entries(file);
    byte[] pickle = entries.get(PICKLE);
    if (pickle == null) {
      throw new WrongWeightsException(
          "the archive holds no data.pkl: it was not written by torch.save");
    }
    Map<?, ?> state = unpickle(pickle, entries);
    if (state.get(STATE) instanceof Map<?, ?> inner) {
      state = inner;
    }
    Map<String, NDArray> weights = new LinkedHashMap<>();
    state.forEach(
        (name, value) -> {
          if (value instanceof PickledTensor tensor) {
            weights.put(
                name.toString(), manager.create(tensor.values(), new Shape(tensor.shape())));
          }
        });
    if (weights.isEmpty()) {
      throw new WrongWeightsException(
          "the file holds no tensors by name; save the state dict, not the model:"
              + " torch.save(model.state_dict(), path)");
    }
    return weights;
  }

  private static Map<?, ?> unpickle(byte[] pickle, Map<String, byte[]> entries) {
    try {
      Object root = new TensorUnpickler(entries).loads(pickle);
      if (root instanceof Map<?, ?> state) {
        return state;
      }
      throw new WrongWeightsException(
          "the file holds a %s instead of a state dict; torch.save(model.state_dict(), path)"
              .formatted(root == null ? "null" : root.getClass().getSimpleName()));
    } catch (IOException | PickleException broken) {
      throw new WrongWeightsException(
          "the weights file is damaged: " + broken.getMessage(), broken);
    }
  }

  /**
   * By name below the archive's root folder, whatever that is called. Read by the directory at the
   * archive's end: PyTorch stores entries whose size stands behind them, so that no stream can tell
   * where they end.
   */
  private static Map<String, byte[]> entries(byte[] file) {
    Map<String, byte[]> entries = new HashMap<>();
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(file)).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        String name = entry.getName();
        try (InputStream content = zip.getInputStream(entry)) {
          entries.put(name.substring(name.indexOf('/') + 1), content.readAllBytes());
        }
      }
    } catch (IOException broken) {
      throw new WrongWeightsException(
          "the weights file is damaged: " + broken.getMessage(), broken);
    }
    return entries;
  }
}
