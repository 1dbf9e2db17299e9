package io.wood.contracts.parameter;

import io.wood.contracts.parameter.TrainingParameters.Optimiser;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The classifier networks, by the names that JSON and the command line use. A new one is a constant
 * here, and a class and a line of a {@code switch} in the method's {@code network} package.
 */
public enum Architecture {
  /** The demo's residual network of a fifth of a million parameters. */
  SMALL("small", Optimiser.SMALL, 8, 16),
  /** ResNet-18. */
  RESNET18("resnet18", Optimiser.PAPER, 8, 16),
  /** ResNet-50, the network of the paper. */
  RESNET50("resnet50", Optimiser.PAPER, 8, 16),
  /** MobileNetV2. */
  MOBILENET_V2("mobilenet_v2", Optimiser.MOBILE_NET, 8, 16);

  private final String wireName;

  @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
  private final Optimiser optimiser;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
  private final List<Integer> outputStrides;

  Architecture(String wireName, Optimiser optimiser, Integer... outputStrides) {
    this.wireName = wireName;
    this.optimiser = optimiser;
    this.outputStrides = List.of(outputStrides);
  }

  /** The network of this name; empty when there is none. */
  public static Optional<Architecture> find(String wireName) {
    return Arrays.stream(values()).filter(each -> each.wireName.equals(wireName)).findFirst();
  }

  /**
   * The network of this name.
   *
   * @throws IllegalArgumentException naming those that exist
   */
  public static Architecture of(String wireName) {
    return find(wireName)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no architecture '" + wireName + "'; choose one of " + names()));
  }

  /** All names, sorted. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Architecture::wireName).sorted().toList();
  }

  /** The name in JSON. */
  public String wireName() {
    return wireName;
  }

  /** The default for a training that continues from a trained classifier. */
  public Optimiser optimiser() {
    return optimiser;
  }

  /** Which input pixels per cell of the last stage it can be built with. */
  public List<Integer> outputStrides() {
    return outputStrides;
  }

  @Override
  public String toString() {
    return wireName;
  }
}
