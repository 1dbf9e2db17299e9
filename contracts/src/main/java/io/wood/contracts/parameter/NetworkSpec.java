package io.wood.contracts.parameter;

import io.wood.contracts.ContractChecks;

/**
 * Which classifier network.
 *
 * @param architecture {@code small}, {@code resnet18}, {@code resnet50} or {@code mobilenet_v2}
 * @param outputStride input pixels per cell of the last stage, 8 or 16
 */
public record NetworkSpec(String architecture, int outputStride) {
  public NetworkSpec {
    ContractChecks.text(architecture, "architecture");
    if (outputStride != 8 && outputStride != 16) {
      throw new IllegalArgumentException("outputStride must be 8 or 16, not " + outputStride);
    }
  }
}
