package io.wood.cli;

import io.wood.contracts.packages.PackageArrows;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds which packages of this module may use which others. */
class PackageArrowsTest {
  private static final PackageArrows PACKAGES =
      new PackageArrows("io.wood.cli")
          .allow(
              "command",
              "option",
              "archive",
              "publish",
              "follow",
              "compare",
              "replay",
              "process",
              "client",
              "dataset.voc",
              "dataset.coco",
              "dataset.csv",
              "dataset",
              "console")
          .allow("option", "process", "client", "console")
          .allow("dataset.voc", "dataset.csv", "dataset")
          .allow("dataset.coco", "dataset")
          .allow("dataset.csv", "dataset")
          .allow("archive", "client", "console")
          .allow("publish", "client", "console")
          .allow("follow", "compare", "client", "console")
          .allow("compare", "client", "report", "console")
          .allow("replay", "client", "console")
          .allow("process", "console")
          .allow("client", "console")
          .allow("report")
          .allow("dataset")
          .allow("console");

  @Test
  void packagesUseOnlyThoseThatAreListedForThem() {
    PACKAGES.checkArrows();
  }

  @Test
  void noPackagesUseOneAnotherInACircle() {
    PACKAGES.checkCircles();
  }

  @Test
  void useCasesKnowNoFramework() {
    PACKAGES.checkFrameworkFree(
        Set.of(
            "command",
            "option",
            "archive",
            "publish",
            "follow",
            "compare",
            "replay",
            "process",
            "client",
            "report",
            "dataset.voc",
            "dataset.coco",
            "dataset.csv",
            "dataset",
            "console"),
        Map.of());
  }
}
