package io.wood.method;

import io.wood.contracts.packages.PackageArrows;
import org.junit.jupiter.api.Test;

/** Holds which packages of this module may use which others. */
class PackageArrowsTest {
  private static final PackageArrows PACKAGES =
      new PackageArrows("io.wood.method")
          .allow(
              "parity.check",
              "irn",
              "training",
              "loss",
              "cam",
              "walk",
              "parity",
              "network",
              "evaluation",
              "crf",
              "cluster",
              "tensor",
              "image")
          .allow("segmentation", "pixel", "training", "network", "crf", "tensor", "image")
          .allow("irn", "pixel", "training", "walk", "network", "crf", "tensor", "image")
          .allow("pixel", "training", "tensor", "data", "image")
          .allow("training", "loss", "network", "cluster", "tensor", "data")
          .allow("scoring", "network", "tensor", "image")
          .allow("loss", "network", "cluster", "tensor", "data")
          .allow("cam", "network", "tensor", "image")
          .allow("walk", "tensor", "image")
          .allow("parity", "tensor", "image")
          .allow("network", "tensor", "network.weights")
          .allow("evaluation", "tensor")
          .allow("crf", "tensor", "image")
          .allow("cluster", "tensor")
          .allow("tensor", "image")
          .allow("data", "image")
          .allow("network.weights")
          .allow("image");

  @Test
  void packagesUseOnlyThoseThatAreListedForThem() {
    PACKAGES.checkArrows();
  }

  @Test
  void noPackagesUseOneAnotherInACircle() {
    PACKAGES.checkCircles();
  }
}
