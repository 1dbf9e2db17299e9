package io.wood.method.network.weights;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.wood.method.network.weights.ParameterSpec.Kind;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.TensorScopes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Owns a network's arrays, by name and in the order in which the network declares them. */
public final class ParameterStore implements AutoCloseable {
  private final List<ParameterSpec> specs;
  private final NDManager manager;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  private ParameterStore(List<ParameterSpec> specs, Device device) {
    this.specs = List.copyOf(specs);
    this.manager = Devices.manager(device);
  }

  /** Random parameters; the same seed gives the same ones. */
  public static ParameterStore random(List<ParameterSpec> specs, long seed, Device device) {
    return new ParameterStore(specs, device).filled(own -> new RandomStart(own, seed)::create);
  }

  /**
   * Reads a weights file.
   *
   * @param name of the network, for the message
   * @throws WrongWeightsException when the file does not hold exactly the arrays that the network
   *     needs
   */
  public static ParameterStore load(
      String name, List<ParameterSpec> specs, byte[] file, Device device) {
    return new ParameterStore(specs, device)
        .filled(
            own -> {
              Map<String, StoredTensor> given = WeightsFile.of(file).select(name, specs);
              return wanted -> array(own, given.get(wanted.name()));
            });
  }

  /** As {@link #load}, but the classifier is random; one in the file is ignored. */
  public static ParameterStore withTrunk(
      String name, List<ParameterSpec> specs, byte[] file, long seed, Device device) {
    return new ParameterStore(specs, device)
        .filled(
            own -> {
              Map<String, StoredTensor> given = WeightsFile.of(file).selectTrunk(name, specs);
              RandomStart start = new RandomStart(own, seed);
              return wanted ->
                  wanted.kind() == Kind.CLASSIFIER
                      ? start.create(wanted)
                      : array(own, given.get(wanted.name()));
            });
  }

  private static NDArray array(NDManager manager, StoredTensor tensor) {
    return manager.create(tensor.values(), new Shape(tensor.shape()));
  }

  /** The source's arrays live in a manager of their own that is closed once they are copied. */
  private ParameterStore filled(Function<NDManager, Function<ParameterSpec, NDArray>> source) {
    boolean filled = false;
    try (NDManager own = manager.newSubManager()) {
      Function<ParameterSpec, NDArray> arraysOf = source.apply(own);
      specs.forEach(spec -> put(spec, arraysOf.apply(spec)));
      filled = true;
      return this;
    } finally {
      if (!filled) {
        close();
      }
    }
  }

  private void put(ParameterSpec spec, NDArray given) {
    Shape shape = spec.kind() == Kind.CLASSIFIER ? spec.shape().slice(0, 2) : spec.shape();
    // A copy, because the source closes its own manager.
    NDArray array = TensorScopes.keep(manager, () -> given.reshape(shape).duplicate());
    array.setName(spec.name());
    // Parameters live as long as the network, whichever scope it is made in.
    NDScope.unregister(array);
    arrays.put(spec.name(), array);
  }

  /** The owner of the arrays. */
  public NDManager manager() {
    return manager;
  }

  /** By name; the classifier's weight is [C, D]. */
  public Map<String, NDArray> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  /**
   * Makes trainable arrays require gradients, and no others.
   *
   * @param trained which of them, by name
   */
  public List<Parameter> trainable(Predicate<String> trained) {
    List<Parameter> trainable = new ArrayList<>();
    for (ParameterSpec spec : specs) {
      NDArray value = arrays.get(spec.name());
      boolean requires = spec.kind().isTrainable() && trained.test(spec.name());
      value.setRequiresGradient(requires);
      if (requires) {
        trainable.add(new Parameter(spec.name(), value, spec.kind() == Kind.CLASSIFIER));
      }
    }
    return List.copyOf(trainable);
  }

  /** A weights file for {@link #load}. */
  public byte[] toSafetensors() {
    return TensorScopes.compute(
        () -> {
          Map<String, NDArray> file = new LinkedHashMap<>();
          specs.forEach(
              spec -> file.put(spec.name(), arrays.get(spec.name()).reshape(spec.shape())));
          return WeightsFile.write(file);
        });
  }

  @Override
  public void close() {
    manager.close();
  }
}
