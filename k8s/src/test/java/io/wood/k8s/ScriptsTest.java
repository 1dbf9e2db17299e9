package io.wood.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the scripts of this folder; those of {@code wood} in them, a test of the command line. */
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
    assertThat(Programs.run("bash", "-n", script)).isZero();
    assertThat(Programs.run("shellcheck", script)).isZero();
  }

  @Test
  void theSmokeTestDeploysTheLaptopOverlayAndDeletesPods() {
    assertThat(SMOKE).contains("apply -k overlays/laptop").contains("delete pod");
    assertThat(Manifests.ROOT.resolve("overlays/laptop/kustomization.yaml")).exists();
  }

  /** It asks services by their port, at paths that they serve. */
  @Test
  void theSmokeTestAsksForPathsThatTheServicesHave() {
    List<MatchResult> asked =
        Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/api/(\\w+)")
            .matcher(SMOKE)
            .results()
            .toList();
    assertThat(asked).hasSizeGreaterThanOrEqualTo(4);
    for (MatchResult path : asked) {
      assertThat(resources(service(path.group(1))))
          .containsAnyOf(
              "@Path(\"/api/" + path.group(2) + "\")", "@Path(\"" + path.group(2) + "\")");
    }
  }

  private static String service(String port) {
    for (JsonNode service : Manifests.ofKind(Manifests.sources(), "Service")) {
      if (service.at("/spec/ports/0/port").asText().equals(port)) {
        return service.at("/metadata/name").asText();
      }
    }
    throw new AssertionError("no service has the port " + port);
  }

  private static String resources(String service) {
    return SourceFiles.java(Path.of("..", service, "src", "main")).stream()
        .filter(source -> source.contains("@Path("))
        .collect(Collectors.joining());
  }
}
