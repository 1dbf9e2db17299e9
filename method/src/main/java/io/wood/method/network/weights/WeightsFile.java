package io.wood.method.network.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Weights files. */
public final class WeightsFile {
  /** A counter that PyTorch keeps beside the running statistics and that no network here reads. */
  private static final String COUNTER = ".num_batches_tracked";

  /** What PyTorch's wrappers put before every name. */
  private static final String WRAPPER = "module.";

  /** What the official code puts before its trunk's names. */
  private static final String OFFICIAL = "resnet50.";

  /** The same arrays again, in the official code. */
  private static final Pattern ALIAS = Pattern.compile("(stage\\d|backbone|newly_added)\\.");

  private WeightsFile() {}

  /**
   * Reads a file in safetensors format or a PyTorch archive; floats become 32-bit. What the
   * official code saves of its network has torchvision's names below {@code resnet50.}, and most
   * arrays a second and third time as parts of its stages.
   */
  public static Map<String, NDArray> read(NDManager manager, byte[] file) {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    Map<String, NDArray> given = decode(manager, file);
    boolean official = given.keySet().stream().anyMatch(name -> bare(name).startsWith(OFFICIAL));
    given.forEach(
        (name, array) -> {
          String bare = bare(name);
          if (!name.endsWith(COUNTER) && !(official && ALIAS.matcher(bare).lookingAt())) {
            weights.put(
                official && bare.startsWith(OFFICIAL) ? bare.substring(OFFICIAL.length()) : bare,
                array.toType(DataType.FLOAT32, false));
          }
        });
    return weights;
  }

  private static String bare(String name) {
    return name.startsWith(WRAPPER) ? name.substring(WRAPPER.length()) : name;
  }

  /** As {@link #read}, without the classifier of torchvision's networks. */
  public static Map<String, NDArray> readTrunk(NDManager manager, byte[] file) {
    Map<String, NDArray> weights = read(manager, file);
    weights.keySet().removeIf(name -> name.startsWith("fc.") || name.startsWith("classifier."));
    return weights;
  }

  private static Map<String, NDArray> decode(NDManager manager, byte[] file) {
    if (file.length > 1 && file[0] == 'P' && file[1] == 'K') {
      return PickledWeights.read(manager, file);
    }
    if (file.length > 8 && file[8] == '{') {
      return safetensors(manager, file);
    }
    if (file.length > 1 && file[0] == (byte) 0x80) {
      throw new WrongWeightsException(
          "the file is in PyTorch's format from before 1.6; load it there and torch.save it again");
    }
    throw new WrongWeightsException(
        "the file is no weights file in safetensors or PyTorch (.pth, zip) format");
  }

  private static Map<String, NDArray> safetensors(NDManager manager, byte[] file) {
    try {
      Map<String, NDArray> weights = new LinkedHashMap<>();
      NDList.decode(manager, file).forEach(array -> weights.put(array.getName(), array));
      return weights;
    } catch (RuntimeException broken) {
      // The decoder answers damaged headers with whatever its JSON reader throws.
      throw new WrongWeightsException(
          "the weights file is damaged: " + broken.getMessage(), broken);
    }
  }

  /** Writes a file in safetensors format; the order of the map. */
  public static byte[] write(Map<String, NDArray> weights) {
    NDList list = new NDList();
    weights.forEach(
        (name, array) -> {
          array.setName(name);
          list.add(array);
        });
    return list.encode(NDList.Encoding.SAFETENSORS);
  }
}
