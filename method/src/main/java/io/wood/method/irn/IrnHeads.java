package io.wood.method.irn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.wood.method.pixel.HeadParameters;
import io.wood.method.pixel.HeadSpec;
import io.wood.method.pixel.NormedConvolution;
import io.wood.method.tensor.TensorScopes;
import java.util.ArrayList;
import java.util.List;

/**
 * IRN's two branches on a trunk's five stages (IRN, figure 3), under the official names. Each head
 * is a 1×1 convolution, a group norm, an enlargement to the branch's grid and a ReLU.
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

  IrnHeads(List<Integer> channels, List<Integer> strides) {
    this.strides = strides;
    for (int i = 0; i < STAGES; i++) {
      edges.add(new NormedConvolution(EDGE + (i + 1), channels.get(i), 32, 4));
      displacements.add(
          new NormedConvolution(DISPLACEMENT + (i + 1), channels.get(i), WIDTHS[i], GROUPS[i]));
    }
  }

  List<HeadSpec> specs() {
    List<HeadSpec> specs = new ArrayList<>();
    edges.forEach(head -> head.declare(specs::add));
    specs.add(new HeadSpec(EDGE + "6.weight", new Shape(1, 160, 1, 1), HeadSpec.Start.UNIFORM));
    specs.add(new HeadSpec(EDGE + "6.bias", new Shape(1), HeadSpec.Start.ZERO));
    displacements.forEach(head -> head.declare(specs::add));
    deep.declare(specs::add);
    joined.declare(specs::add);
    specs.add(
        new HeadSpec(DISPLACEMENT + "7.3.weight", new Shape(2, 256, 1, 1), HeadSpec.Start.UNIFORM));
    specs.add(new HeadSpec(MEAN_SHIFT, new Shape(2), HeadSpec.Start.FIXED));
    return specs;
  }

  /** Edge logits [N, 1, h, w]. */
  NDArray edge(HeadParameters parameters, NDList stages) {
    StageGrid grid = StageGrid.of(STRIDE, strides, stages);
    NDList parts = new NDList();
    for (int i = 0; i < STAGES; i++) {
      parts.add(head(parameters, edges.get(i), stages.get(i), strides.get(i), grid));
    }
    return Conv2d.conv2d(
            NDArrays.concat(parts, 1),
            parameters.get(EDGE + "6.weight"),
            parameters.get(EDGE + "6.bias"))
        .singletonOrThrow();
  }

  /** Displacements (dy, dx) in cells, [N, 2, h, w], before the mean shift. */
  NDArray displacement(HeadParameters parameters, NDList stages) {
    StageGrid fine = StageGrid.of(STRIDE, strides, stages);
    StageGrid coarse = StageGrid.of(strides.get(2), strides, stages);
    NDList parts = new NDList();
    for (int i = 2; i < STAGES; i++) {
      parts.add(head(parameters, displacements.get(i), stages.get(i), strides.get(i), coarse));
    }
    NDArray context = head(parameters, deep, NDArrays.concat(parts, 1), coarse.stride(), fine);
    NDArray all =
        NDArrays.concat(
            new NDList(
                head(parameters, displacements.get(0), stages.get(0), strides.get(0), fine),
                head(parameters, displacements.get(1), stages.get(1), strides.get(1), fine),
                context),
            1);
    NDArray hidden = joined.apply(parameters, all).getNDArrayInternal().relu();
    return Conv2d.conv2d(hidden, parameters.get(DISPLACEMENT + "7.3.weight")).singletonOrThrow();
  }

  /** What a head needs on the way goes when it is done: on a photograph that is much. */
  private static NDArray head(
      HeadParameters parameters, NormedConvolution head, NDArray x, int stride, StageGrid grid) {
    return TensorScopes.keep(
        x.getManager(),
        () -> grid.fit(head.apply(parameters, x), stride).getNDArrayInternal().relu());
  }
}
