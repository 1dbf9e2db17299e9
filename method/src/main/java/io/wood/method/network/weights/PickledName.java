package io.wood.method.network.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;

/**
 * A class or function that a pickle names. Those in the list here make tensors, dictionaries and
 * what wraps them; every other one makes an inert object.
 *
 * @param module of Python
 * @param simpleName in the module
 */
record PickledName(String module, String simpleName) implements IObjectConstructor {

  @Override
  public Object construct(Object[] arguments) {
    return switch (fullName()) {
      case "collections.OrderedDict", "collections.defaultdict", "builtins.dict" ->
          dictionary(arguments);
      case "torch._utils._rebuild_tensor",
          "torch._utils._rebuild_tensor_v2",
          "torch._utils._rebuild_tensor_v3" ->
          StoredTensor.rebuild(arguments).<Object>map(tensor -> tensor).orElseGet(this::inert);
      case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state" ->
          arguments.length > 0 ? arguments[0] : inert();
      case "torch._tensor._rebuild_from_type_v2" ->
          arguments.length > 2
                  && arguments[0] instanceof PickledName function
                  && arguments[2] instanceof Object[] values
              ? function.construct(values)
              : inert();
      default -> inert();
    };
  }

  private Object inert() {
    return new InertObject(fullName());
  }

  String fullName() {
    return module + "." + simpleName;
  }

  /** Python 2 gives the entries as pairs; Python 3 sets them afterwards. */
  private static Map<Object, Object> dictionary(Object... arguments) {
    Map<Object, Object> entries = new LinkedHashMap<>();
    if (arguments.length > 0 && arguments[arguments.length - 1] instanceof List<?> pairs) {
      for (Object pair : pairs) {
        if (pair instanceof List<?> list && list.size() == 2) {
          entries.put(list.get(0), list.get(1));
        } else if (pair instanceof Object[] tuple && tuple.length == 2) {
          entries.put(tuple[0], tuple[1]);
        }
      }
    }
    return entries;
  }
}
