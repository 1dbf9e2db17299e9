package io.wood.method.network;

import io.wood.method.network.layer.ActivationFunction;
import io.wood.method.network.layer.Convolution;
import io.wood.method.network.layer.Layer;
import io.wood.method.network.layer.LayerChain;
import io.wood.method.network.layer.MaxPool;
import io.wood.method.network.layer.ResidualBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Builds ResNet with torchvision's names: 7×7 stem and four layers. At output stride 16 the last
 * layer keeps the resolution, without dilation, as in the reference; at 8 the layer before keeps it
 * too, and the layers after it are dilated by 2, which keeps their trained field of view.
 *
 * @param blocks of each layer
 * @param widths of each layer
 * @param expansion 1: two 3×3 convolutions a block; 4: a bottleneck, four times as wide outside
 */
record ResNetTrunk(List<Integer> blocks, List<Integer> widths, int expansion) {
  private static final List<Integer> WIDTHS = List.of(64, 128, 256, 512);
  private static final int STEM = 64;

  static final ResNetTrunk RESNET18 = new ResNetTrunk(List.of(2, 2, 2, 2), WIDTHS, 1);
  static final ResNetTrunk RESNET50 = new ResNetTrunk(List.of(3, 4, 6, 3), WIDTHS, 4);

  List<TrunkStage> stages(int outputStride) {
    List<TrunkStage> stages = new ArrayList<>();
    Layer stem = Convolution.of("conv1", "bn1", 3, STEM, 7, 2);
    stages.add(new TrunkStage(new LayerChain(List.of(stem, new MaxPool())), STEM, 4));
    int[] strides = {1, 2, outputStride == 16 ? 2 : 1, 1};
    int channels = STEM;
    int dilation = 1;
    for (int i = 0; i < 4; i++) {
      Spacing spacing = new Spacing(dilation, i == 2 && strides[i] == 1 ? 2 : dilation);
      dilation = spacing.after();
      stages.add(
          new TrunkStage(
              layer(i, channels, strides[i], spacing),
              widths.get(i) * expansion,
              stages.get(i).stride() * strides[i]));
      channels = widths.get(i) * expansion;
    }
    return List.copyOf(stages);
  }

  /**
   * The dilations of a block's 3×3 kernels. Where a stride is left out, the dilation doubles after
   * it and stays the same up to it.
   *
   * @param at the convolution with the block's stride, or where it is left out
   * @param after that convolution
   */
  private record Spacing(int at, int after) {
    /** Of the layer's other blocks. */
    Spacing rest() {
      return new Spacing(after, after);
    }
  }

  private Layer layer(int index, int channels, int stride, Spacing spacing) {
    int out = widths.get(index) * expansion;
    return new LayerChain(
        IntStream.range(0, blocks.get(index))
            .<Layer>mapToObj(
                block -> {
                  String name = "layer%d.%d.".formatted(index + 1, block);
                  return block == 0
                      ? block(name, channels, widths.get(index), stride, spacing)
                      : block(name, out, widths.get(index), 1, spacing.rest());
                })
            .toList());
  }

  private Layer block(String name, int in, int width, int stride, Spacing spacing) {
    int out = width * expansion;
    Convolution projection =
        Convolution.of(name + "downsample.0", name + "downsample.1", in, out, 1, stride)
            .with(ActivationFunction.NONE);
    return new ResidualBlock(
        expansion == 1
            ? basic(name, in, width, stride, spacing)
            : bottleneck(name, in, width, stride, spacing.at()),
        stride == 1 && in == out ? Optional.empty() : Optional.of(projection),
        ActivationFunction.RELU);
  }

  private static List<Convolution> basic(
      String name, int in, int width, int stride, Spacing spacing) {
    return List.of(
        Convolution.of(name + "conv1", name + "bn1", in, width, 3, stride).dilated(spacing.at()),
        Convolution.of(name + "conv2", name + "bn2", width, width, 3, 1)
            .dilated(spacing.after())
            .last());
  }

  private static List<Convolution> bottleneck(
      String name, int in, int width, int stride, int dilation) {
    return List.of(
        Convolution.of(name + "conv1", name + "bn1", in, width, 1, 1),
        Convolution.of(name + "conv2", name + "bn2", width, width, 3, stride).dilated(dilation),
        Convolution.of(name + "conv3", name + "bn3", width, 4 * width, 1, 1).last());
  }
}
