package io.wood.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Walks the overlays as a cluster gets them. Every name that a pod needs is created by the overlay
 * or is a prerequisite in README.md: otherwise the first start waits for ever.
 */
class RenderedOverlayTest {
  static final List<String> OVERLAYS = List.of("dev", "laptop", "production");

  @TestFactory
  Stream<DynamicTest> whatThePodsOfDevNeedExists() throws IOException {
    return walk("dev");
  }

  @TestFactory
  Stream<DynamicTest> whatThePodsOfLaptopNeedExists() throws IOException {
    return walk("laptop");
  }

  @TestFactory
  Stream<DynamicTest> whatThePodsOfProductionNeedExists() throws IOException {
    return walk("production");
  }

  @TestFactory
  Stream<DynamicTest> anOverlaySaysNothingThatKubernetesDoesNotKnow() {
    return OVERLAYS.stream()
        .flatMap(
            overlay ->
                Manifests.rendered(overlay).stream()
                    .map(
                        document ->
                            DynamicTest.dynamicTest(
                                overlay + ": " + Manifests.name(document),
                                () -> Manifests.validate(document))));
  }

  @Test
  void theNavigationBarLeadsToTheHostsOfTheIngress() {
    List<JsonNode> production = Manifests.rendered("production");
    JsonNode ingress = Manifests.ofKind(production, "Ingress").get(0);
    JsonNode settings = Manifests.settings(production);
    assertThat(ingress.at("/spec/rules")).hasSize(4);
    for (JsonNode rule : ingress.at("/spec/rules")) {
      String service = rule.at("/http/paths/0/backend/service/name").asText();
      String page = "WOOD_PAGES_" + service.replace("-service", "").toUpperCase(Locale.ROOT);
      assertThat(settings.path(page).asText())
          .isEqualTo("https://" + rule.get("host").asText() + "/");
      assertThat(ingress.at("/spec/tls/0/hosts").toString()).contains(rule.get("host").asText());
    }
  }

  /** An apply that names the replicas undoes what KEDA decided. */
  @Test
  void anApplyLeavesTheReplicasToKeda() {
    List<JsonNode> production = Manifests.rendered("production");
    for (JsonNode scaled : Manifests.ofKind(production, "ScaledObject")) {
      JsonNode target = scaled.at("/spec/scaleTargetRef/name");
      assertThat(
              Manifests.ofKind(production, "Deployment").stream()
                  .filter(deployment -> deployment.at("/metadata/name").equals(target)))
          .hasSize(1)
          .noneMatch(deployment -> deployment.get("spec").has("replicas"));
    }
    assertThat(Manifests.ofKind(production, "Kafka").get(0).toString())
        .contains("kubernetes.io/metadata.name\":\"keda\"");
  }

  private static Stream<DynamicTest> walk(String overlay) throws IOException {
    List<JsonNode> documents = Manifests.rendered(overlay);
    String readme = Files.readString(Manifests.ROOT.resolve("README.md"));
    OverlayNeeds needs = new OverlayNeeds(overlay, documents, readme);
    Manifests.workloads(documents).forEach(needs::pods);
    needs.certificates();
    needs.authentications();
    needs.queries();
    needs.addresses();
    needs.topics();
    needs.buckets();
    needs.operators();
    needs.volumes();
    needs.policies();
    return needs.found().entrySet().stream()
        .map(
            need ->
                DynamicTest.dynamicTest(
                    need.getKey() + ": " + need.getValue(),
                    () -> assertThat(need.getValue()).as(need.getKey()).isNotEqualTo("missing")));
  }
}
