package io.wood.method.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.wood.method.pixel.HeadParameters;
import io.wood.method.pixel.HeadSpec;
import io.wood.method.pixel.NormedConvolution;
import io.wood.method.tensor.BilinearResize;
import java.util.ArrayList;
import java.util.List;

/**
 * Atrous spatial pyramid pooling with a small decoder (Chen et al. 2017 and 2018): the last stage,
 * reduced, is looked at with 3×3 kernels of four dilations side by side, enlarged to the first
 * stage's stride 4, joined with that stage, and made into a logit per label. Every convolution but
 * the last has a group norm and a ReLU.
 */
final class AsppHead {
  static final String PREFIX = "head.";

  /** Dilations at output stride 8; half of them at 16, so that they see as far. */
  private static final int[] RATES = {6, 12, 18, 24};

  private static final int FINE = 32;
  private static final int GROUPS = 8;

  private final NormedConvolution reduce;
  private final List<NormedConvolution> branches = new ArrayList<>();
  private final NormedConvolution merge;
  private final NormedConvolution fine;
  private final NormedConvolution decode;
  private final int hidden;
  private final int labels;

  AsppHead(List<Integer> channels, int outputStride, int labels) {
    int deep = channels.get(channels.size() - 1);
    this.hidden = deep > 256 ? 128 : 64;
    this.labels = labels;
    this.reduce = NormedConvolution.pointwise(PREFIX + "reduce", deep, hidden, GROUPS);
    for (int rate : RATES) {
      int dilation = outputStride == 8 ? rate : rate / 2;
      branches.add(
          new NormedConvolution(PREFIX + "aspp" + rate, hidden, hidden, 3, dilation, GROUPS));
    }
    this.merge =
        NormedConvolution.pointwise(PREFIX + "merge", hidden * (RATES.length + 1), hidden, GROUPS);
    this.fine = NormedConvolution.pointwise(PREFIX + "fine", channels.get(0), FINE, GROUPS);
    this.decode = new NormedConvolution(PREFIX + "decode", hidden + FINE, hidden, 3, 1, GROUPS);
  }

  List<HeadSpec> specs() {
    List<HeadSpec> specs = new ArrayList<>();
    reduce.declare(specs::add);
    branches.forEach(branch -> branch.declare(specs::add));
    merge.declare(specs::add);
    fine.declare(specs::add);
    decode.declare(specs::add);
    specs.add(
        new HeadSpec(
            PREFIX + "label.weight", new Shape(labels, hidden, 1, 1), HeadSpec.Start.UNIFORM));
    specs.add(new HeadSpec(PREFIX + "label.bias", new Shape(labels), HeadSpec.Start.ZERO));
    return specs;
  }

  /** Logits [N, labels, h, w] at stride 4. */
  NDArray logits(HeadParameters parameters, NDList stages) {
    NDArray reduced = relu(reduce.apply(parameters, stages.get(stages.size() - 1)));
    NDList views = new NDList(reduced);
    branches.forEach(branch -> views.add(relu(branch.apply(parameters, reduced))));
    NDArray merged = relu(merge.apply(parameters, NDArrays.concat(views, 1)));
    NDArray detail = relu(fine.apply(parameters, stages.get(0)));
    Shape size = detail.getShape();
    NDArray enlarged =
        BilinearResize.resize(merged, Math.toIntExact(size.get(2)), Math.toIntExact(size.get(3)));
    NDArray decoded =
        relu(decode.apply(parameters, NDArrays.concat(new NDList(enlarged, detail), 1)));
    return Conv2d.conv2d(
            decoded, parameters.get(PREFIX + "label.weight"), parameters.get(PREFIX + "label.bias"))
        .singletonOrThrow();
  }

  private static NDArray relu(NDArray x) {
    return x.getNDArrayInternal().relu();
  }
}
