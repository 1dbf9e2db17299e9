package io.wood.method.network.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds the prefix below which a file names the arrays of a network, such as {@code state_dict.} or
 * {@code model.backbone.}: the one below which all of them have their shapes. An average of weights
 * (EMA, SWA) counts only where nothing else fits.
 */
final class PrefixSearch {
  private static final Pattern AVERAGE =
      Pattern.compile("(^|[._])(ema|swa|averaged?|moving_average|shadow)([._]|$)");

  /** What PyTorch's parallel training puts before every name. */
  private static final String WRAPPER = "module.";

  private final List<ParameterSpec> wanted;
  private final Map<String, StoredTensor> given;

  PrefixSearch(List<ParameterSpec> wanted, Map<String, StoredTensor> given) {
    this.wanted = wanted;
    this.given = given;
  }

  /**
   * Returns the best prefix, which may be empty and may not fit fully.
   *
   * @throws WrongWeightsException when several fit and hold different arrays
   */
  String best() {
    Map<String, Integer> counts = counts();
    List<String> full =
        counts.keySet().stream().filter(prefix -> counts.get(prefix) == wanted.size()).toList();
    List<String> plain = full.stream().filter(prefix -> !AVERAGE.matcher(prefix).find()).toList();
    List<String> fitting = different(plain.isEmpty() ? full : plain);
    if (fitting.size() > 1) {
      throw new WrongWeightsException(
          "the file holds several networks that fit, below %s: choose one with --prefix, such as --prefix %s"
              .formatted(String.join(", ", fitting), fitting.get(0)));
    }
    return fitting.isEmpty() ? most(counts) : fitting.get(0);
  }

  /** Prefixes with the most fitting arrays first, for messages. */
  List<String> likely() {
    Map<String, Integer> counts = counts();
    return counts.keySet().stream()
        .filter(prefix -> !prefix.isEmpty() && counts.get(prefix) > wanted.size() / 2)
        .sorted((a, b) -> counts.get(b) - counts.get(a))
        .toList();
  }

  /** The tensors below a prefix, without it. */
  static Map<String, StoredTensor> below(String prefix, Map<String, StoredTensor> given) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    given.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            tensors.put(name.substring(prefix.length()), tensor);
          }
        });
    return tensors;
  }

  /** How many of the wanted arrays fit, by prefix. */
  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    given.forEach(
        (name, tensor) -> {
          for (ParameterSpec spec : wanted) {
            if (name.endsWith(spec.name())) {
              String prefix = name.substring(0, name.length() - spec.name().length());
              if ((prefix.isEmpty() || prefix.endsWith("."))
                  && Arrays.equals(tensor.shape(), spec.shape().getShape())) {
                counts.merge(prefix, 1, Integer::sum);
              }
            }
          }
        });
    return counts;
  }

  /** Leaves out prefixes below which the same arrays are found again. */
  private List<String> different(List<String> prefixes) {
    List<String> different = new ArrayList<>();
    for (String prefix : prefixes) {
      if (different.stream().noneMatch(other -> isSame(prefix, other))) {
        different.add(prefix);
      }
    }
    return different;
  }

  private boolean isSame(String prefix, String other) {
    return wanted.stream()
        .allMatch(
            spec -> given.get(prefix + spec.name()).isAliasOf(given.get(other + spec.name())));
  }

  /** A prefix with less than half of the arrays is a coincidence of names. */
  private String most(Map<String, Integer> counts) {
    boolean wrapped = given.keySet().stream().allMatch(name -> name.startsWith(WRAPPER));
    String best = wrapped ? WRAPPER : "";
    for (Map.Entry<String, Integer> each : counts.entrySet()) {
      if (each.getValue() > Math.max(wanted.size() / 2, counts.getOrDefault(best, 0))) {
        best = each.getKey();
      }
    }
    return best;
  }
}
