package io.wood.method.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The demo's network: a residual net of half a million parameters that two cores train in minutes
 * on small images. Its first stage is at stride 4, like every trunk's.
 */
final class SmallTrunk {
  private static final int[] CHANNELS = {24, 32, 64, 96, 128};

  private SmallTrunk() {}

  static List<Stage> stages(int outputStride) {
    int[] strides = outputStride == 8 ? new int[] {1, 1, 2, 1, 1} : new int[] {1, 1, 2, 2, 1};
    List<Stage> stages = new ArrayList<>();
    stages.add(
        new Stage(
            new Chain(
                List.of(
                    Convolution.of("conv1", "bn1", 3, 16, 3, 2),
                    Convolution.of("conv2", "bn2", 16, CHANNELS[0], 3, 2))),
            CHANNELS[0],
            4));
    for (int i = 1; i < CHANNELS.length; i++) {
      stages.add(
          new Stage(
              block("layer" + i + ".0.", CHANNELS[i - 1], CHANNELS[i], strides[i]),
              CHANNELS[i],
              stages.get(i - 1).stride() * strides[i]));
    }
    return List.copyOf(stages);
  }

  private static Layer block(String name, int in, int out, int stride) {
    return new Residual(
        List.of(
            Convolution.of(name + "conv1", name + "bn1", in, out, 3, stride),
            Convolution.of(name + "conv2", name + "bn2", out, out, 3, 1).last()),
        Optional.of(
            Convolution.of(name + "downsample.0", name + "downsample.1", in, out, 1, stride)
                .with(Activation.NONE)),
        Activation.RELU);
  }
}
