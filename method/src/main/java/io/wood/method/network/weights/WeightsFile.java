package io.wood.method.network.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.wood.method.network.weights.ParameterSpec.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A weights file: safetensors, or what {@code torch.save} writes, now or before PyTorch 1.6. Only
 * the names are read at first, and nothing of the file is executed. Numbers of every type become
 * 32-bit floats.
 */
public final class WeightsFile {
  private final Map<String, StoredTensor> tensors;

  private WeightsFile(Map<String, StoredTensor> tensors) {
    this.tensors = tensors;
  }

  /**
   * Reads the names.
   *
   * @throws WrongWeightsException when the file is damaged or of another kind
   */
  public static WeightsFile of(byte[] file) {
    return new WeightsFile(PublishedNames.translate(decode(file)));
  }

  private static Map<String, StoredTensor> decode(byte[] file) {
    if (SafetensorsFile.begins(file)) {
      return SafetensorsFile.read(file);
    }
    if (TorchArchive.begins(file)) {
      return TorchArchive.read(file);
    }
    if (LegacyCheckpoint.begins(file)) {
      return LegacyCheckpoint.read(file);
    }
    throw new WrongWeightsException(
        "the file is no weights file in safetensors or PyTorch (.pth) format" + instead(file));
  }

  /** What comes instead of weights where a download went wrong. */
  private static String instead(byte[] file) {
    String head = new String(file, 0, Math.min(64, file.length), StandardCharsets.ISO_8859_1);
    String start = head.stripLeading().toLowerCase(Locale.ROOT);
    if (file.length == 0) {
      return ": it is empty";
    }
    if (start.startsWith("<")) {
      return ": it is a web page; download the file itself";
    }
    if (start.startsWith("version https://git-lfs")) {
      return ": it is a pointer of Git LFS; fetch the file with git lfs pull";
    }
    return "";
  }

  /** Names of all arrays, sorted. */
  public Set<String> names() {
    return new TreeSet<>(tensors.keySet());
  }

  /**
   * The same file with the arrays below a prefix alone, without it.
   *
   * @throws WrongWeightsException when there is none, naming the keys
   */
  public WeightsFile below(String prefix) {
    Map<String, StoredTensor> below = PrefixSearch.below(prefix, tensors);
    if (below.isEmpty()) {
      throw new WrongWeightsException(
          "no key of the weights begins with '%s': the file holds the keys %s"
              .formatted(prefix, WeightsCheck.listed(names())));
    }
    return new WeightsFile(below);
  }

  /**
   * The arrays of a network by their names, wherever the file has them.
   *
   * @param network its name, for the message
   * @throws WrongWeightsException naming the keys that are missing, unexpected or misshapen
   */
  Map<String, StoredTensor> select(String network, List<ParameterSpec> wanted) {
    PrefixSearch search = new PrefixSearch(wanted, tensors);
    Map<String, StoredTensor> found = PrefixSearch.below(search.best(), tensors);
    WeightsCheck.require(network, wanted, found, remedy(search, found));
    return found;
  }

  /**
   * Checks that the file has the arrays of a network's trunk, without reading any number.
   *
   * @param network its name, for the message
   * @param specs of the trunk; a classifier among them is left aside
   * @throws WrongWeightsException naming the keys that are missing, unexpected or misshapen
   */
  public void requireTrunk(String network, List<ParameterSpec> specs) {
    selectTrunk(network, specs);
  }

  /**
   * As {@link #select}, without the classifier; heads in the file, which are other parts of a
   * network than those that are wanted, are ignored.
   */
  Map<String, StoredTensor> selectTrunk(String network, List<ParameterSpec> specs) {
    List<ParameterSpec> trunk =
        specs.stream().filter(each -> each.kind() != Kind.CLASSIFIER).toList();
    Set<String> parts =
        trunk.stream().map(spec -> part(spec.name())).collect(Collectors.toUnmodifiableSet());
    PrefixSearch search = new PrefixSearch(trunk, tensors);
    Map<String, StoredTensor> found = PrefixSearch.below(search.best(), tensors);
    boolean related = trunk.stream().anyMatch(spec -> found.containsKey(spec.name()));
    found
        .keySet()
        .removeIf(
            name ->
                List.of("fc", "classifier").contains(part(name))
                    || (related && !parts.contains(part(name))));
    WeightsCheck.require(network, trunk, found, remedy(search, found));
    return found;
  }

  private static String part(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private String remedy(PrefixSearch search, Map<String, StoredTensor> found) {
    if (found.size() == tensors.size()) {
      return "";
    }
    List<String> likely = search.likely();
    return " The file holds the keys "
        + WeightsCheck.listed(names())
        + (likely.isEmpty()
            ? "."
            : ". Did you mean --prefix " + String.join(" or --prefix ", likely) + "?");
  }

  /** The arrays as 32-bit floats, in safetensors format. */
  public byte[] toSafetensors() {
    return SafetensorsFile.write(tensors);
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
