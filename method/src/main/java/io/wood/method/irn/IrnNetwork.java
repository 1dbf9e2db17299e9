package io.wood.method.irn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.wood.method.network.Classifier;
import io.wood.method.pixel.HeadParameters;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.TensorScopes;

/**
 * Inter-pixel relations on the frozen trunk of a classifier: class boundaries and displacements to
 * the centres of objects, both at a quarter of the input's resolution. The trunk stays the
 * caller's; closing this closes the heads alone. Inference may run in several threads at once.
 */
public final class IrnNetwork implements AutoCloseable {
  private final Classifier trunk;
  private final IrnHeads heads;
  private final HeadParameters parameters;

  private IrnNetwork(Classifier trunk, IrnHeads heads, HeadParameters parameters) {
    this.trunk = trunk;
    this.heads = heads;
    this.parameters = parameters;
  }

  /** Untrained heads; the same seed gives the same ones. */
  public static IrnNetwork create(Classifier trunk, long seed) {
    IrnHeads heads = new IrnHeads(trunk.stageChannels(), trunk.stageStrides());
    return new IrnNetwork(trunk, heads, HeadParameters.create(heads.specs(), seed, trunk.device()));
  }

  /** Trained heads: what {@link #toSafetensors} wrote, for the same trunk. */
  public static IrnNetwork load(Classifier trunk, byte[] weights) {
    IrnHeads heads = new IrnHeads(trunk.stageChannels(), trunk.stageStrides());
    String name = "IRN on " + trunk.spec().architecture();
    return new IrnNetwork(
        trunk, heads, HeadParameters.load(name, heads.specs(), weights, trunk.device()));
  }

  /** The trunk's stages; nothing is recorded for gradients, as the trunk is frozen. */
  public NDList stages(NDArray x) {
    try (GradientMode off = GradientMode.off()) {
      return trunk.stages(x);
    }
  }

  /** Edge logits [N, 1, h, w]. */
  public NDArray edge(NDList stages) {
    return TensorScopes.keep(stages.head().getManager(), () -> heads.edge(parameters, stages));
  }

  /** Displacements [N, 2, h, w] before the mean shift. */
  public NDArray displacement(NDList stages) {
    return TensorScopes.keep(
        stages.head().getManager(), () -> heads.displacement(parameters, stages));
  }

  /** The mean displacement over the training images, which inference takes off, [2]. */
  public NDArray meanShift() {
    return parameters.get(IrnHeads.MEAN_SHIFT);
  }

  HeadParameters parameters() {
    return parameters;
  }

  Classifier trunk() {
    return trunk;
  }

  /** The heads' weights; the trunk's are those of its classifier. */
  public byte[] toSafetensors() {
    return parameters.toSafetensors();
  }

  @Override
  public void close() {
    parameters.close();
  }
}
