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
 * Builds MobileNetV2 with torchvision's names. At output stride 16 its last downsampling is left
 * out, without dilation; at 8 the one before too, and the layers after it are dilated by 2.
 */
final class MobileNetTrunk {
  /** Expansion, channels, blocks, stride of each group of blocks. */
  private static final int[][] GROUPS = {
    {1, 16, 1, 1},
    {6, 24, 2, 2},
    {6, 32, 3, 2},
    {6, 64, 4, 2},
    {6, 96, 3, 1},
    {6, 160, 3, 2},
    {6, 320, 1, 1}
  };

  /** The last of torchvision's {@code features.N} in each stage. */
  private static final List<Integer> STAGE_ENDS = List.of(2, 3, 6, 13, 18);

  private static final int STEM = 32;
  private static final int OUT = 1280;

  private final int outputStride;
  private final List<TrunkStage> stages = new ArrayList<>();
  private final List<Layer> pending = new ArrayList<>();
  private int index;
  private int channels = STEM;
  private int stride = 2;
  private int dilation = 1;

  private MobileNetTrunk(int outputStride) {
    this.outputStride = outputStride;
    add(unit("features.0", 3, STEM, 3, 2), STEM);
    for (int[] group : GROUPS) {
      for (int block = 0; block < group[2]; block++) {
        add(block(group[0], group[1], block == 0 ? group[3] : 1), group[1]);
      }
    }
    add(unit("features.18", channels, OUT, 1, 1), OUT);
  }

  static List<TrunkStage> stages(int outputStride) {
    return List.copyOf(new MobileNetTrunk(outputStride).stages);
  }

  private void add(Layer layer, int out) {
    pending.add(layer);
    channels = out;
    if (STAGE_ENDS.contains(index)) {
      stages.add(new TrunkStage(new LayerChain(List.copyOf(pending)), out, stride));
      pending.clear();
    }
    index++;
  }

  private Layer block(int expansion, int out, int wantedStride) {
    int step = stride * wantedStride > outputStride ? 1 : wantedStride;
    int before = dilation;
    if (step < wantedStride && stride < 16) {
      dilation = 2;
    }
    stride *= step;
    String name = "features.%d.conv.".formatted(index);
    int inner = channels * expansion;
    List<Convolution> branch = new ArrayList<>();
    if (expansion > 1) {
      branch.add(unit(name + "0", channels, inner, 1, 1));
    }
    int next = branch.size();
    boolean strided = wantedStride > 1;
    branch.add(
        unit(name + next, inner, inner, 3, step).depthwise().dilated(strided ? before : dilation));
    String last = name + (next + 1);
    Convolution projection =
        Convolution.of(last, name + (next + 2), inner, out, 1, 1).with(ActivationFunction.NONE);
    boolean residual = wantedStride == 1 && channels == out;
    branch.add(residual ? projection.last() : projection);
    return residual
        ? new ResidualBlock(List.copyOf(branch), Optional.empty(), ActivationFunction.NONE)
        : new LayerChain(List.copyOf(branch));
  }

  private static Convolution unit(String name, int in, int out, int kernel, int step) {
    return Convolution.of(name + ".0", name + ".1", in, out, kernel, step)
        .with(ActivationFunction.RELU6);
  }
}
