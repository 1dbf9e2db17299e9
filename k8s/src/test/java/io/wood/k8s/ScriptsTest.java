package io.wood.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** Checks the scripts of this folder. */
class ScriptsTest {
  private static final String SMOKE = SourceFiles.text(Manifests.ROOT.resolve("smoke.sh"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "smoke.sh",
        "secrets.sh",
        "image/prepare.sh",
        "image/record.sh",
        "image/check-libraries.sh"
      })
  void aScriptStopsAtItsFirstErrorAndBashReadsIt(String script) throws Exception {
    assertThat(SourceFiles.text(Manifests.ROOT.resolve(script)))
        .startsWith("#!/usr/bin/env bash\n")
        .contains("\nset -euo pipefail\n");
    assertThat(Manifests.ROOT.resolve(script).toFile().canExecute()).isTrue();
    assertThat(run("bash", "-n", script)).isZero();
    assertThat(run("shellcheck", script)).isZero();
  }

  @Test
  void theSmokeTestDeploysTheLaptopOverlayAndDeletesPods() {
    assertThat(SMOKE).contains("apply -k overlays/laptop").contains("delete pod");
    assertThat(Manifests.ROOT.resolve("overlays/laptop/kustomization.yaml")).exists();
  }

  private static int run(String... command) throws InterruptedException {
    List<String> all = new ArrayList<>(List.of(command));
    try {
      return new ProcessBuilder(all).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new TestAbortedException(command[0] + " is not installed: not checked with it", e);
    }
  }
}
