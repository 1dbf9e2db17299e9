package io.wood.method.network.weights;

import ai.djl.ndarray.NDArray;
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
   */
  static void require(String network, List<ParameterSpec> wanted, Map<String, NDArray> given) {
    List<String> missing = new ArrayList<>();
    List<String> misshapen = new ArrayList<>();
    Set<String> unexpected = new TreeSet<>(given.keySet());
    for (ParameterSpec spec : wanted) {
      NDArray array = given.get(spec.name());
      unexpected.remove(spec.name());
      if (array == null) {
        missing.add(spec.name());
      } else if (!array.getShape().equals(spec.shape())) {
        misshapen.add(spec.name() + " is " + array.getShape() + " instead of " + spec.shape());
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
              + " Bring the weights of this architecture and class list.");
    }
  }

  private static String part(String what, Collection<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String shown = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    int more = names.size() - NAMED;
    return " %d %s (%s%s)."
        .formatted(names.size(), what, shown, more > 0 ? ", and " + more + " more" : "");
  }
}
