package io.wood.ranker;

import io.wood.contracts.packages.PackageArrows;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds which packages of this module may use which others. */
class PackageArrowsTest {
  private static final PackageArrows PACKAGES =
      new PackageArrows("io.wood.ranker")
          .allow("http", "submit", "rerank", "rank", "model")
          .allow("rerank", "rank", "model")
          .allow("submit", "rank")
          .allow("rank", "model")
          .allow("model");

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
    PACKAGES.checkFrameworkFree(Set.of("submit", "rerank", "rank", "model"), Map.of());
  }
}
