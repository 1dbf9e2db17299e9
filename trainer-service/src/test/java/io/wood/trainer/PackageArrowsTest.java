package io.wood.trainer;

import io.wood.contracts.packages.PackageArrows;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds which packages of this module may use which others. */
class PackageArrowsTest {
  private static final PackageArrows PACKAGES =
      new PackageArrows("io.wood.trainer")
          .allow("http", "sweep", "cluster", "mlflow", "run", "experiment", "store")
          .allow("mlflow", "experiment", "store")
          .allow("cluster", "experiment", "store")
          .allow("sweep", "run", "experiment", "store")
          .allow("run", "engine", "experiment", "store")
          .allow("engine", "experiment", "store")
          .allow("experiment", "store")
          .allow("store");

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
        Set.of("sweep", "cluster", "mlflow", "run", "engine", "experiment", "store"), Map.of());
  }
}
