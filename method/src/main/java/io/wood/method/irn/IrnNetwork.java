package io.wood.method.irn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.wood.method.network.Classifier;
import io.wood.method.network.layer.BatchNormStatistics;
import io.wood.method.network.layer.ForwardPass;
import io.wood.method.network.weights.Parameter;
import io.wood.method.network.weights.ParameterStore;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.TensorScopes;
import java.util.List;

/**
 * Computes inter-pixel relations on the frozen trunk of a classifier: class boundaries and
 * displacements to the centres of objects, both at a quarter of the input's resolution. The trunk
 * stays the caller's; closing the network closes the heads alone. Inference may run in several
 * threads at once.
 */
public final class IrnNetwork implements AutoCloseable {
  private final Classifier trunk;
  private final IrnHeads heads;
  private final ParameterStore store;

  private IrnNetwork(Classifier trunk, IrnHeads heads, ParameterStore store) {
    this.trunk = trunk;
    this.heads = heads;
    this.store = store;
  }

  /** Untrained heads; the same seed gives the same ones. */
  public static IrnNetwork create(Classifier trunk, long seed) {
    IrnHeads heads = new IrnHeads(trunk.stageChannels(), trunk.stageStrides());
    return new IrnNetwork(trunk, heads, ParameterStore.random(heads.specs(), seed, trunk.device()));
  }

  /** Trained heads from the result of {@link #toSafetensors}, on the same trunk. */
  public static IrnNetwork load(Classifier trunk, byte[] weights) {
    IrnHeads heads = new IrnHeads(trunk.stageChannels(), trunk.stageStrides());
    String name = "IRN on " + trunk.spec().architecture();
    return new IrnNetwork(
        trunk, heads, ParameterStore.load(name, heads.specs(), weights, trunk.device()));
  }

  /** The trunk's stages; nothing is recorded for gradients, as the trunk is frozen. */
  public NDList stages(NDArray x) {
    try (GradientMode off = GradientMode.off()) {
      return trunk.stages(x);
    }
  }

  /** Edge logits [N, 1, h, w]. */
  public NDArray edge(NDList stages) {
    return TensorScopes.keep(stages.head().getManager(), () -> heads.edge(pass(), stages));
  }

  /** Displacements [N, 2, h, w] before the mean shift. */
  public NDArray displacement(NDList stages) {
    return TensorScopes.keep(stages.head().getManager(), () -> heads.displacement(pass(), stages));
  }

  private ForwardPass pass() {
    return new ForwardPass(store.arrays(), BatchNormStatistics.RUNNING);
  }

  /** The mean displacement over the training images, which inference subtracts, [2]. */
  public NDArray meanShift() {
    return store.arrays().get(IrnHeads.MEAN_SHIFT);
  }

  /**
   * Makes the parameters of the trained branches require gradients.
   *
   * @param displaced false leaves out the displacement branch
   */
  List<Parameter> trainable(boolean displaced) {
    return store.trainable(name -> displaced || name.startsWith(IrnHeads.EDGE));
  }

  /** The owner of the heads' parameters. */
  NDManager manager() {
    return store.manager();
  }

  Classifier trunk() {
    return trunk;
  }

  /** The heads' weights; the trunk's are those of its classifier. */
  public byte[] toSafetensors() {
    return store.toSafetensors();
  }

  @Override
  public void close() {
    store.close();
  }
}
