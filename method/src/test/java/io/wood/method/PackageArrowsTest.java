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
              "network",
              "walk",
              "parity",
              "network.weights",
              "evaluation",
              "crf",
              "cluster",
              "tensor",
              "image")
          .allow(
              "segmentation",
              "training",
              "network",
              "data.augment",
              "network.weights",
              "data",
              "crf",
              "tensor",
              "image")
          .allow(
              "irn",
              "training",
              "network",
              "network.layer",
              "data.augment",
              "walk",
              "network.weights",
              "data",
              "crf",
              "tensor",
              "image")
          .allow(
              "training",
              "training.clusters",
              "loss",
              "cam.contrast",
              "evaluation",
              "cam",
              "network",
              "network.layer",
              "data.augment",
              "network.weights",
              "data",
              "cluster",
              "tensor",
              "image")
          .allow("training.clusters", "loss", "data", "cluster")
          .allow("scoring", "network", "tensor", "image")
          .allow(
              "loss",
              "cam.contrast",
              "network",
              "network.layer",
              "network.weights",
              "data",
              "cluster",
              "tensor")
          .allow("cam.contrast", "cam", "network", "data", "cluster", "tensor", "image")
          .allow("cam", "network", "tensor", "image")
          .allow("network", "network.layer", "network.weights", "tensor")
          .allow("network.layer", "network.weights", "tensor")
          .allow("data.augment", "data", "tensor", "image")
          .allow("data.quality", "image")
          .allow("walk", "crf", "tensor", "image")
          .allow("parity", "tensor", "image")
          .allow("network.weights", "tensor")
          .allow("evaluation", "tensor", "image")
          .allow("data", "tensor", "image")
          .allow("crf", "tensor", "image")
          .allow("cluster", "tensor")
          .allow("tensor", "image")
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
