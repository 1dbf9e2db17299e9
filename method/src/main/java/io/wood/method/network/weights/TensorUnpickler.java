package io.wood.method.network.weights;

import java.io.IOException;
import java.util.Map;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.Unpickler;

/**
 * Unpickles the content of a state dict. Unknown classes become inert dictionaries; nothing of the
 * file is executed.
 */
final class TensorUnpickler extends Unpickler {
  static {
    registerConstructor("torch._utils", "_rebuild_tensor_v2", PickledTensor::rebuild);
    registerConstructor("torch._utils", "_rebuild_parameter", arguments -> arguments[0]);
    for (StorageType type : StorageType.values()) {
      registerConstructor("torch", type.pythonName(), type);
    }
  }

  private final Map<String, byte[]> entries;

  TensorUnpickler(Map<String, byte[]> entries) {
    this.entries = entries;
  }

  /** Attributes of objects are passed over: setting them would empty an ordered dictionary. */
  @Override
  protected Object dispatch(short key) throws IOException {
    if (key == Opcodes.BUILD) {
      stack.pop();
      return NO_RETURN_VALUE;
    }
    return super.dispatch(key);
  }

  /** ("storage", type, key, location, count). */
  @Override
  protected Object persistentLoad(Object reference) {
    if (reference instanceof Object[] id
        && id.length > 2
        && "storage".equals(id[0])
        && id[1] instanceof StorageType type) {
      byte[] bytes = entries.get("data/" + id[2]);
      if (bytes == null) {
        throw new WrongWeightsException("the archive lacks the storage data/" + id[2]);
      }
      return new PickledTensor.Storage(type, bytes);
    }
    throw new WrongWeightsException("the file refers to something that is no known storage");
  }
}
