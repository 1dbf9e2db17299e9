package io.wood.method.irn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.wood.method.network.Classifier;
import io.wood.method.network.layer.BatchNormStatistics;
import io.wood.method.network.layer.ForwardPass;
import io.wood.method.network.weights.Parameter;
import io.wood.method.network.weights.ParameterStore;
import io.wood.method.network.weights.WeightsFile;
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

  /**
   * Untrained heads; the same seed gives the same ones.
   *
   * @param displaced false leaves out the displacement branch
   */
  public static IrnNetwork create(Classifier trunk, boolean displaced, long seed) {
    IrnHeads heads = heads(trunk, displaced);
    return new IrnNetwork(trunk, heads, ParameterStore.random(heads.specs(), seed, trunk.device()));
  }

  /**
   * Trained heads from the result of {@link #toSafetensors}, on the same trunk; with a displacement
   * branch if the file has one.
   */
  public static IrnNetwork load(Classifier trunk, byte[] weights) {
    IrnHeads heads = heads(trunk, hasDisplacement(weights));
    String name = "IRN on " + trunk.spec().architecture();
    return new IrnNetwork(
        trunk, heads, ParameterStore.load(name, heads.specs(), weights, trunk.device()));
  }

  private static IrnHeads heads(Classifier trunk, boolean displaced) {
    return new IrnHeads(trunk.stageChannels(), trunk.stageStrides(), displaced);
  }

  /** Whether there is a displacement branch. */
  boolean isDisplaced() {
    return heads.isDisplaced();
  }

  private static boolean hasDisplacement(byte[] weights) {
    return WeightsFile.of(weights).names().contains(IrnHeads.MEAN_SHIFT);
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

  /** Makes the heads' parameters require gradients. */
  List<Parameter> trainable() {
    return store.trainable(name -> true);
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
