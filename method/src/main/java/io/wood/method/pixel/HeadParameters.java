package io.wood.method.pixel;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.wood.method.tensor.Devices;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The named arrays of a head; they live until this is closed. */
public final class HeadParameters implements AutoCloseable {
  private final NDManager manager;
  private final List<HeadSpec> specs;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  private HeadParameters(List<HeadSpec> specs, Device device) {
    this.specs = List.copyOf(specs);
    this.manager = Devices.manager(device);
  }

  /** Random parameters; the same seed gives the same ones. */
  public static HeadParameters create(List<HeadSpec> specs, long seed, Device device) {
    HeadParameters result = new HeadParameters(specs, device);
    SplittableRandom random = new SplittableRandom(seed);
    for (HeadSpec spec : specs) {
      result.put(spec, result.manager.create(start(spec, random), spec.shape()));
    }
    return result;
  }

  private static float[] start(HeadSpec spec, SplittableRandom random) {
    float[] values = new float[Math.toIntExact(spec.shape().size())];
    switch (spec.start()) {
      case UNIFORM -> {
        double bound = 1 / Math.sqrt((double) spec.shape().slice(1).size());
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
      }
      case ONE -> Arrays.fill(values, 1);
      case ZERO, FIXED -> Arrays.fill(values, 0);
    }
    return values;
  }

  /** What {@link #toSafetensors} wrote; names the keys that do not fit. */
  public static HeadParameters load(
      String head, List<HeadSpec> specs, byte[] weights, Device device) {
    HeadParameters result = new HeadParameters(specs, device);
    boolean fits = false;
    try {
      NDList given = NDList.decode(result.manager, new ByteArrayInputStream(weights));
      List<String> wrong = new ArrayList<>();
      for (HeadSpec spec : specs) {
        NDArray array = given.get(spec.name());
        if (array == null) {
          wrong.add(spec.name() + " is missing");
        } else if (!array.getShape().equals(spec.shape())) {
          wrong.add(spec.name() + " is " + array.getShape() + " instead of " + spec.shape());
        } else {
          result.put(spec, array);
        }
      }
      if (!wrong.isEmpty() || given.size() != specs.size()) {
        throw new IllegalArgumentException(
            ("the weights do not fit %s (%d arrays given, %d needed): %s; "
                    + "take the weights that belong to this trunk")
                .formatted(head, given.size(), specs.size(), wrong));
      }
      fits = true;
      return result;
    } finally {
      if (!fits) {
        result.close();
      }
    }
  }

  private void put(HeadSpec spec, NDArray array) {
    array.setName(spec.name());
    NDScope.unregister(array);
    arrays.put(spec.name(), array);
  }

  /** An array; do not close it. */
  public NDArray get(String name) {
    return arrays.get(name);
  }

  /** Owner of the arrays. */
  public NDManager manager() {
    return manager;
  }

  /** Makes the arrays of a prefix require gradients, fixed ones excepted, and lists them. */
  public NDList trainable(String prefix) {
    NDList result = new NDList();
    for (HeadSpec spec : specs) {
      if (spec.name().startsWith(prefix) && spec.start() != HeadSpec.Start.FIXED) {
        arrays.get(spec.name()).setRequiresGradient(true);
        result.add(arrays.get(spec.name()));
      }
    }
    return result;
  }

  /** All arrays in safetensors format. */
  public byte[] toSafetensors() {
    return new NDList(new ArrayList<>(arrays.values())).encode(NDList.Encoding.SAFETENSORS);
  }

  @Override
  public void close() {
    manager.close();
  }
}
