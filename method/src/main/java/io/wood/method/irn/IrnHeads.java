package io.wood.method.irn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.wood.method.network.layer.ForwardPass;
import io.wood.method.network.layer.NormedConvolution;
import io.wood.method.network.weights.ParameterSpec;
import io.wood.method.network.weights.ParameterSpec.Kind;
import io.wood.method.tensor.TensorScopes;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes IRN's two branches on a trunk's five stages (IRN, figure 3), under the official names.
 * Each head is a 1×1 convolution, a group norm, an enlargement to the branch's grid and a ReLU.
 *
 * <ul>
 *   <li>edge: five heads of 32 channels at stride 4, together 160 → 1;
 *   <li>displacement: heads of 64, 128, 256, 256, 256 channels; the last three meet at the third
 *       stage's stride, 768 → 256, and join the first two at stride 4, 448 → 256 → 2.
 * </ul>
 */
public final class IrnHeads {
  static final String EDGE = "fc_edge";
  static final String DISPLACEMENT = "fc_dp";
  public static final String MEAN_SHIFT = "fc_dp7.4.running_mean";

  private static final int STRIDE = 4;
  private static final int STAGES = 5;
  private static final int[] WIDTHS = {64, 128, 256, 256, 256};
  private static final int[] GROUPS = {8, 16, 16, 16, 16};

  private final List<Integer> strides;
  private final List<NormedConvolution> edges = new ArrayList<>();
  private final List<NormedConvolution> displacements = new ArrayList<>();
  private final NormedConvolution deep = new NormedConvolution(DISPLACEMENT + 6, 768, 256, 16);
  private final NormedConvolution joined = new NormedConvolution(DISPLACEMENT + 7, 448, 256, 16);

  private final boolean displaced;

  /**
   * Heads on a trunk.
   *
   * @param channels of its stages
   * @param strides of its stages
   * @param displaced false leaves out the displacement branch
   */
  IrnHeads(List<Integer> channels, List<Integer> strides, boolean displaced) {
    this.strides = strides;
    this.displaced = displaced;
    for (int i = 0; i < STAGES; i++) {
      edges.add(new NormedConvolution(EDGE + (i + 1), channels.get(i), 32, 4));
      displacements.add(
          new NormedConvolution(DISPLACEMENT + (i + 1), channels.get(i), WIDTHS[i], GROUPS[i]));
    }
  }

  /** Whether there is a displacement branch. */
  boolean isDisplaced() {
    return displaced;
  }

  List<ParameterSpec> specs() {
    List<ParameterSpec> specs = new ArrayList<>();
    edges.forEach(head -> head.declare(specs::add));
    specs.add(new ParameterSpec(EDGE + "6.weight", new Shape(1, 160, 1, 1), Kind.UNIFORM));
    specs.add(new ParameterSpec(EDGE + "6.bias", new Shape(1), Kind.SHIFT));
    if (displaced) {
      declareDisplacement(specs);
    }
    return specs;
  }

  private void declareDisplacement(List<ParameterSpec> specs) {
    displacements.forEach(head -> head.declare(specs::add));
    deep.declare(specs::add);
    joined.declare(specs::add);
    specs.add(
        new ParameterSpec(DISPLACEMENT + "7.3.weight", new Shape(2, 256, 1, 1), Kind.UNIFORM));
    specs.add(new ParameterSpec(MEAN_SHIFT, new Shape(2), Kind.MEAN));
  }

  /** Edge logits [N, 1, h, w]. */
  NDArray edge(ForwardPass pass, NDList stages) {
    StageGrid grid = StageGrid.of(STRIDE, strides, stages);
    NDList parts = new NDList();
    for (int i = 0; i < STAGES; i++) {
      parts.add(head(pass, edges.get(i), stages.get(i), strides.get(i), grid));
    }
    return Conv2d.conv2d(
            NDArrays.concat(parts, 1),
            pass.parameter(EDGE + "6.weight"),
            pass.parameter(EDGE + "6.bias"))
        .singletonOrThrow();
  }

  /** Displacements (dy, dx) in cells, [N, 2, h, w], before the mean shift. */
  NDArray displacement(ForwardPass pass, NDList stages) {
    StageGrid fine = StageGrid.of(STRIDE, strides, stages);
    StageGrid coarse = StageGrid.of(strides.get(2), strides, stages);
    NDList parts = new NDList();
    for (int i = 2; i < STAGES; i++) {
      parts.add(head(pass, displacements.get(i), stages.get(i), strides.get(i), coarse));
    }
    NDArray context = head(pass, deep, NDArrays.concat(parts, 1), coarse.stride(), fine);
    NDArray all =
        NDArrays.concat(
            new NDList(
                head(pass, displacements.get(0), stages.get(0), strides.get(0), fine),
                head(pass, displacements.get(1), stages.get(1), strides.get(1), fine),
                context),
            1);
    NDArray hidden = joined.apply(pass, all).getNDArrayInternal().relu();
    return Conv2d.conv2d(hidden, pass.parameter(DISPLACEMENT + "7.3.weight")).singletonOrThrow();
  }

  /** Frees the intermediate arrays of a head at its end: for a photograph they are large. */
  private static NDArray head(
      ForwardPass pass, NormedConvolution head, NDArray x, int stride, StageGrid grid) {
    return TensorScopes.keep(
        x.getManager(), () -> grid.fit(head.apply(pass, x), stride).getNDArrayInternal().relu());
  }
}
