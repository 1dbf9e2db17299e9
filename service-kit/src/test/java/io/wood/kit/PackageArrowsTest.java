package io.wood.kit;

import io.wood.contracts.packages.PackageArrows;
import org.junit.jupiter.api.Test;

/** Holds which packages of this module may use which others. */
class PackageArrowsTest {
  private static final PackageArrows PACKAGES =
      new PackageArrows("io.wood.kit")
          .allow("repair", "access", "problem")
          .allow("access", "problem")
          .allow("problem", "event")
          .allow("thread")
          .allow("page")
          .allow("event", "thread")
          .allow("artifact");

  @Test
  void packagesUseOnlyThoseThatAreListedForThem() {
    PACKAGES.checkArrows();
  }

  @Test
  void noPackagesUseOneAnotherInACircle() {
    PACKAGES.checkCircles();
  }
}
