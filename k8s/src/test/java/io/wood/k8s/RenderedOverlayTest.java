package io.wood.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.contracts.event.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Walks the overlays as a cluster gets them. Every name that a pod needs is created by the overlay
 * or is a prerequisite in README.md: otherwise the first start waits for ever.
 */
class RenderedOverlayTest {
  static final List<String> OVERLAYS = List.of("dev", "laptop", "production");

  @TestFactory
  Stream<DynamicTest> whatThePodsNeedExists() {
    return OVERLAYS.stream().flatMap(RenderedOverlayTest::walk);
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

  @Test
  void everyOverlayReachesItsStoreOverTls() {
    assertThat(OVERLAYS)
        .allSatisfy(
            overlay -> {
              JsonNode settings = Manifests.settings(Manifests.rendered(overlay));
              assertThat(settings.get("WOOD_STORE_ENDPOINT").asText()).startsWith("https://");
              assertThat(settings.get("WOOD_STORE_CA_FILE").asText()).isNotEmpty();
            });
  }

  /** MinIO starts without TLS where it finds no certificate, and nothing would reach it. */
  @ParameterizedTest
  @ValueSource(strings = {"dev", "laptop"})
  void minioHasACertificateAndItsClientsItsAuthority(String overlay) {
    List<JsonNode> documents = Manifests.rendered(overlay);
    JsonNode pod =
        Manifests.ofKind(documents, "StatefulSet").stream()
            .filter(one -> one.at("/metadata/name").asText().equals("minio"))
            .findFirst()
            .orElseThrow()
            .at("/spec/template/spec");
    JsonNode server = pod.at("/containers/0");
    assertThat(server.at("/args/1").asText()).isEqualTo("--certs-dir");
    assertThat(Manifests.mounted(pod, server.at("/args/2").asText()).findValuesAsText("path"))
        .containsExactly("public.crt", "private.key", "CAs/ca.crt");
    assertThat(server.findValuesAsText("scheme")).containsExactly("HTTPS", "HTTPS");

    JsonNode job = Manifests.ofKind(documents, "Job").get(0).at("/spec/template/spec");
    assertThat(Manifests.mounted(job, "/ca").at("/secret/secretName").asText())
        .isEqualTo("store-ca");
    assertThat(job.at("/containers/0/command/2").asText())
        .contains("cp /ca/ca.crt \"$MC_CONFIG_DIR/certs/CAs/\"")
        .contains(
            "mc alias set wood "
                + Manifests.settings(documents).get("WOOD_STORE_ENDPOINT").asText()
                + " ");
  }

  /** A quota of compute resources refuses every pod that names none, those of Kafka too. */
  @Test
  void everyPodOfProductionNamesWhatTheQuotaCounts() {
    List<JsonNode> production = Manifests.rendered("production");
    JsonNode quota = Manifests.ofKind(production, "ResourceQuota").get(0).at("/spec/hard");
    List<JsonNode> pods = new ArrayList<>();
    for (JsonNode workload : Manifests.workloads(production)) {
      workload.at("/spec/template/spec/containers").forEach(pods::add);
    }
    JsonNode kafka = Manifests.ofKind(production, "Kafka").get(0).get("spec");
    pods.add(kafka.at("/entityOperator/topicOperator"));
    pods.add(kafka.at("/entityOperator/userOperator"));
    pods.add(kafka.get("kafkaExporter"));
    Manifests.ofKind(production, "KafkaNodePool").forEach(pool -> pods.add(pool.get("spec")));

    assertThat(pods).hasSizeGreaterThanOrEqualTo(8);
    for (JsonNode pod : pods) {
      for (String counted : List.of("requests.cpu", "requests.memory", "limits.memory")) {
        assertThat(quota.has(counted)).as(counted).isTrue();
        assertThat(pod.at("/resources/" + counted.replace('.', '/')).asText())
            .as(counted + " of " + pod)
            .isNotEmpty();
      }
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

  /** One broker has no copy elsewhere of what it acknowledged: it must be on the disk. */
  @ParameterizedTest
  @ValueSource(strings = {"dev", "laptop"})
  void oneBrokerWritesDecisionsAndOrdersToTheDisk(String overlay) {
    assertThat(
            Manifests.ofKind(Manifests.rendered(overlay), "KafkaTopic").stream()
                .filter(topic -> topic.at("/spec/config/flush.messages").asInt() == 1)
                .map(topic -> topic.at("/metadata/name").asText()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Topic.values()).filter(Topic::isFlushed).map(Topic::topicName).toList());
  }

  private static Stream<DynamicTest> walk(String overlay) {
    List<JsonNode> documents = Manifests.rendered(overlay);
    String readme = SourceFiles.text(Manifests.ROOT.resolve("README.md"));
    OverlayNeeds needs = new OverlayNeeds(overlay, documents, readme);
    Manifests.workloads(documents).forEach(needs::pods);
    needs.certificates();
    needs.authentications();
    needs.queries();
    needs.addresses();
    needs.files();
    needs.topics();
    needs.buckets();
    needs.operators();
    needs.volumes();
    needs.policies();
    return needs.found().entrySet().stream()
        .map(
            need ->
                DynamicTest.dynamicTest(
                    overlay + ": " + need.getKey() + ": " + need.getValue(),
                    () -> assertThat(need.getValue()).as(need.getKey()).isNotEqualTo("missing")));
  }
}
