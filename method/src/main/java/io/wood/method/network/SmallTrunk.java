package io.wood.method.network;

import io.wood.method.network.layer.ActivationFunction;
import io.wood.method.network.layer.Convolution;
import io.wood.method.network.layer.Layer;
import io.wood.method.network.layer.LayerChain;
import io.wood.method.network.layer.ResidualBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds the demo's network: a residual net of 200,000 parameters that two cores train in minutes
 * on small images. Its first stage is at stride 4, as in every trunk.
 *
 * <p>Late 1×1 convolutions limit the field of view to a few objects' width, 63 pixels at output
 * stride 8. With a field as wide as the image every cell could predict the class from anywhere, and
 * a network with random initial weights would not learn to predict it at the object: its maps would
 * not locate anything.
 */
final class SmallTrunk {
  private static final int[] CHANNELS = {24, 32, 64, 96, 128};

  /** Sides of the two kernels of each residual stage. */
  private static final int[][] KERNELS = {{3, 3}, {3, 3}, {3, 1}, {1, 1}};

  private SmallTrunk() {}

  static List<TrunkStage> stages(int outputStride) {
    int[] strides = outputStride == 8 ? new int[] {1, 1, 2, 1, 1} : new int[] {1, 1, 2, 2, 1};
    List<TrunkStage> stages = new ArrayList<>();
    stages.add(
        new TrunkStage(
            new LayerChain(
                List.of(
                    Convolution.of("conv1", "bn1", 3, 16, 3, 2),
                    Convolution.of("conv2", "bn2", 16, CHANNELS[0], 3, 2))),
            CHANNELS[0],
            4));
    for (int i = 1; i < CHANNELS.length; i++) {
      stages.add(
          new TrunkStage(
              block("layer" + i + ".0.", CHANNELS[i - 1], CHANNELS[i], strides[i], KERNELS[i - 1]),
              CHANNELS[i],
              stages.get(i - 1).stride() * strides[i]));
    }
    return List.copyOf(stages);
  }

  private static Layer block(String name, int in, int out, int stride, int[] kernels) {
    return new ResidualBlock(
        List.of(
            Convolution.of(name + "conv1", name + "bn1", in, out, kernels[0], stride),
            Convolution.of(name + "conv2", name + "bn2", out, out, kernels[1], 1).last()),
        Optional.of(
            Convolution.of(name + "downsample.0", name + "downsample.1", in, out, 1, stride)
                .with(ActivationFunction.NONE)),
        ActivationFunction.RELU);
  }
}
