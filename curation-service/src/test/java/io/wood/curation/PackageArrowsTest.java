package io.wood.curation;

import io.wood.contracts.packages.PackageArrows;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds which packages of this module may use which others. */
class PackageArrowsTest {
  private static final PackageArrows PACKAGES =
      new PackageArrows("io.wood.curation")
          .allow(
              "http", "exchange", "decide", "query", "status", "view", "index", "picture", "model")
          .allow("status", "query", "view", "file", "model")
          .allow("webhook", "status")
          .allow("exchange", "decide", "model")
          .allow("decide", "query", "view", "model")
          .allow("query", "view", "index", "model")
          .allow("lookalike", "view", "index")
          .allow("view", "file", "index", "model")
          .allow("index", "model")
          .allow("picture")
          .allow("file")
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
    PACKAGES.checkFrameworkFree(
        Set.of(
            "decide",
            "exchange",
            "picture",
            "query",
            "status",
            "webhook",
            "lookalike",
            "view",
            "file",
            "index",
            "model"),
        Map.of());
  }
}
