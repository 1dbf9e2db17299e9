package io.wood.refiner;

import io.wood.contracts.packages.PackageArrows;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds which packages of this module may use which others. */
class PackageArrowsTest {
  private static final PackageArrows PACKAGES =
      new PackageArrows("io.wood.refiner")
          .allow("http", "request", "export", "view", "report")
          .allow("request", "view", "stage")
          .allow("lead", "view", "stage", "report")
          .allow("export", "view")
          .allow("view", "stage", "report")
          .allow("stage")
          .allow("report");

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
        Set.of("export", "lead", "request", "stage", "view", "report"), Map.of());
  }
}
