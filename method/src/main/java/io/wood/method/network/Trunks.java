package io.wood.method.network;

import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.NetworkSpec;
import java.util.List;

/** Builds the trunk of each {@link Architecture}; every trunk has five stages. */
final class Trunks {
  private Trunks() {}

  /**
   * The stages of a network's trunk.
   *
   * @throws IllegalArgumentException naming the architectures when there is no such one
   */
  static List<TrunkStage> of(NetworkSpec spec) {
    int stride = spec.outputStride();
    return switch (Architecture.of(spec.architecture())) {
      case SMALL -> SmallTrunk.stages(stride);
      case RESNET18 -> ResNetTrunk.RESNET18.stages(stride);
      case RESNET50 -> ResNetTrunk.RESNET50.stages(stride);
      case MOBILENET_V2 -> MobileNetTrunk.stages(stride);
    };
  }
}
