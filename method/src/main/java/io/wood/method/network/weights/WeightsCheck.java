package io.wood.method.network.weights;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares the arrays of a file with those that a network needs. */
final class WeightsCheck {
  private static final int NAMED = 8;

  private WeightsCheck() {}

  /**
   * Refuses a file with missing, unexpected or misshapen keys.
   *
   * @param network its name, for the message
   * @param remedy what else to try, for the message; may be empty
   */
  static void require(
      String network, List<ParameterSpec> wanted, Map<String, StoredTensor> given, String remedy) {
    List<String> missing = new ArrayList<>();
    List<String> misshapen = new ArrayList<>();
    Set<String> unexpected = new TreeSet<>(given.keySet());
    for (ParameterSpec spec : wanted) {
      StoredTensor tensor = given.get(spec.name());
      unexpected.remove(spec.name());
      if (tensor == null) {
        missing.add(spec.name());
      } else if (!new Shape(tensor.shape()).equals(spec.shape())) {
        misshapen.add(
            spec.name() + " is " + new Shape(tensor.shape()) + " instead of " + spec.shape());
      }
    }
    if (!missing.isEmpty() || !misshapen.isEmpty() || !unexpected.isEmpty()) {
      throw new WrongWeightsException(
          "the weights do not fit "
              + network
              + ":"
              + part("missing", missing)
              + part("misshapen", misshapen)
              + part("unexpected", unexpected)
              + " Bring the weights of this architecture and class list."
              + remedy);
    }
  }

  private static String part(String what, Collection<String> names) {
    return names.isEmpty() ? "" : " %d %s (%s).".formatted(names.size(), what, listed(names));
  }

  /** The first names, and how many more there are. */
  static String listed(Collection<String> names) {
    String shown = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    int more = names.size() - NAMED;
    return more > 0 ? shown + ", and " + more + " more" : shown;
  }
}
