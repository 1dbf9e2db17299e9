package io.wood.method.network;

import io.wood.contracts.parameter.NetworkSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The architectures by name; every trunk has five stages. */
final class Trunks {
  private static final Map<String, IntFunction<List<TrunkStage>>> ALL =
      new TreeMap<>(
          Map.of(
              "small", SmallTrunk::stages,
              "resnet18", ResNetTrunk.RESNET18::stages,
              "resnet50", ResNetTrunk.RESNET50::stages,
              "mobilenet_v2", MobileNetTrunk::stages));

  private Trunks() {}

  static List<TrunkStage> of(NetworkSpec spec) {
    IntFunction<List<TrunkStage>> trunk = ALL.get(spec.architecture());
    if (trunk == null) {
      throw new IllegalArgumentException(
          "no network is called '" + spec.architecture() + "'; there are " + ALL.keySet());
    }
    return trunk.apply(spec.outputStride());
  }
}
