package io.wood.contracts.parameter;

import io.wood.contracts.ContractChecks;
import java.util.stream.Collectors;

/**
 * Which classifier network.
 *
 * @param architecture name of an {@link Architecture}; an unknown name stays readable, so that the
 *     use case that needs the network can refuse it with a remedy
 * @param outputStride input pixels per cell of the last stage, one of {@link
 *     Architecture#outputStrides}
 */
public record NetworkSpec(String architecture, int outputStride) {
  public NetworkSpec {
    ContractChecks.text(architecture, "architecture");
    ContractChecks.atLeast(outputStride, 1, "outputStride");
    Architecture.find(architecture).ifPresent(known -> requireStride(known, outputStride));
  }

  /** A known network. */
  public NetworkSpec(Architecture architecture, int outputStride) {
    this(architecture.wireName(), outputStride);
  }

  private static void requireStride(Architecture known, int outputStride) {
    if (!known.outputStrides().contains(outputStride)) {
      throw new IllegalArgumentException(
          "outputStride must be %s, not %d"
              .formatted(
                  known.outputStrides().stream()
                      .map(String::valueOf)
                      .collect(Collectors.joining(" or ")),
                  outputStride));
    }
  }
}
