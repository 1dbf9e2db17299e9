package io.wood.method.network.weights;

import java.util.Collections;
import java.util.IdentityHashMap;
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
  private static final int MAX_NODES = 1_000_000;
  private static final Set<String> UNNAMED = Set.of("_modules", "_parameters", "_buffers");

  private final Map<String, StoredTensor> tensors = new TreeMap<>();
  private final Set<Object> path = Collections.newSetFromMap(new IdentityHashMap<>());
  private int nodes;

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
    if (++nodes > MAX_NODES) {
      throw new WrongWeightsException(
          "the weights file is damaged: it describes more than " + MAX_NODES + " objects");
    }
    if (value instanceof StoredTensor tensor) {
      tensors.put(name, tensor);
    } else if (path.size() < MAX_DEPTH && path.add(value)) {
      if (value instanceof Map<?, ?> map) {
        map.forEach((key, part) -> walk(below(name, String.valueOf(key)), part));
      } else if (value instanceof Iterable<?> list) {
        int index = 0;
        for (Object part : list) {
          walk(below(name, String.valueOf(index++)), part);
        }
      } else if (value instanceof Object[] tuple) {
        for (int i = 0; i < tuple.length; i++) {
          walk(below(name, String.valueOf(i)), tuple[i]);
        }
      }
      path.remove(value);
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
