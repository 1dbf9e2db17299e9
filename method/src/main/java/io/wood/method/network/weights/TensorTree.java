package io.wood.method.network.weights;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the tensors in what a checkpoint holds. Names of dictionaries, lists and objects are joined
 * by dots, so that a state dict under {@code model} has the prefix {@code model.}; the dictionaries
 * in which PyTorch keeps a module's parts have no name.
 */
final class TensorTree {
  private static final int MAX_DEPTH = 40;
  private static final int MAX_CONTAINERS = 1_000_000;
  private static final Set<String> UNNAMED = Set.of("_modules", "_parameters", "_buffers");

  private final Map<String, StoredTensor> tensors = new TreeMap<>();
  private final Set<Object> path = Collections.newSetFromMap(new IdentityHashMap<>());
  private int containers;

  private TensorTree() {}

  /**
   * All tensors by their name, sorted.
   *
   * @throws WrongWeightsException when there is none
   */
  static Map<String, StoredTensor> flatten(Object root) {
    TensorTree tree = new TensorTree();
    tree.walk("", root);
    if (tree.tensors.isEmpty()) {
      throw new WrongWeightsException(
          "the file holds no tensors by name, but %s; save the state dict: torch.save(model.state_dict(), path)"
              .formatted(described(root)));
    }
    return tree.tensors;
  }

  private void walk(String name, Object value) {
    if (value instanceof StoredTensor tensor) {
      tensors.put(name, tensor);
    } else if (isContainer(value) && path.size() < MAX_DEPTH && path.add(value)) {
      if (++containers > MAX_CONTAINERS) {
        throw new WrongWeightsException(
            "the weights file is damaged: it nests more than " + MAX_CONTAINERS + " containers");
      }
      parts(value).forEach((key, part) -> walk(below(name, key), part));
      path.remove(value);
    }
  }

  private static boolean isContainer(Object value) {
    return value instanceof Map || value instanceof Iterable || value instanceof Object[];
  }

  /** The parts of a container that may hold tensors, by key or index. */
  private static Map<String, Object> parts(Object container) {
    Map<String, Object> parts = new LinkedHashMap<>();
    if (container instanceof Map<?, ?> map) {
      map.forEach((key, part) -> add(parts, String.valueOf(key), part));
    } else {
      Iterable<?> list =
          container instanceof Object[] tuple ? Arrays.asList(tuple) : (Iterable<?>) container;
      int index = 0;
      for (Object part : list) {
        add(parts, String.valueOf(index), part);
        index++;
      }
    }
    return parts;
  }

  private static void add(Map<String, Object> parts, String key, Object part) {
    if (part instanceof StoredTensor || isContainer(part)) {
      parts.put(key, part);
    }
  }

  private static String below(String name, String key) {
    String own = UNNAMED.contains(key) ? "" : key;
    return name.isEmpty() || own.isEmpty() ? name + own : name + "." + own;
  }

  private static String described(Object root) {
    if (root instanceof InertObject object) {
      return "an object of the class " + object.type();
    }
    if (root instanceof Map<?, ?> map) {
      return "the keys "
          + map.keySet().stream()
              .map(String::valueOf)
              .collect(Collectors.toCollection(TreeSet::new))
              .stream()
              .limit(8)
              .collect(Collectors.joining(", "));
    }
    return root == null ? "nothing" : "a " + root.getClass().getSimpleName();
  }
}
