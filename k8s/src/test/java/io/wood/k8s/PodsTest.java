package io.wood.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Holds the pods to what admission, a drain of a node, an upgrade and a shutdown need. */
class PodsTest {
  private static final List<String> SERVICES =
      List.of("ranker-service", "curation-service", "trainer-service", "refiner-service");

  /** Both overlays enforce the restricted pod security standard: other pods are refused. */
  @Test
  void everyPodSatisfiesTheRestrictedStandard() {
    for (JsonNode workload : Manifests.workloads(Manifests.sources())) {
      if (!isWhole(workload)) {
        continue;
      }
      JsonNode pod = workload.at("/spec/template/spec");
      for (JsonNode container : pod.get("containers")) {
        assertRestricted(
            Manifests.name(workload), pod.get("securityContext"), container.get("securityContext"));
      }
    }
  }

  /** The operator's own contexts satisfy only the baseline standard. */
  @Test
  void thePodsOfKafkaSatisfyTheRestrictedStandard() {
    JsonNode kafka = Manifests.ofKind(Manifests.sources(), "Kafka").get(0).get("spec");
    for (String container :
        List.of(
            "/kafka/template/kafkaContainer",
            "/entityOperator/template/topicOperatorContainer",
            "/entityOperator/template/userOperatorContainer",
            "/kafkaExporter/template/container")) {
      JsonNode context = kafka.at(container + "/securityContext");
      assertRestricted(container, context, context);
    }
  }

  private static void assertRestricted(String name, JsonNode pod, JsonNode container) {
    assertThat(pod).as(name).isNotNull();
    assertThat(container).as(name).isNotNull();
    assertThat(pod.path("runAsNonRoot").asBoolean()).as(name + " runAsNonRoot").isTrue();
    assertThat(pod.at("/seccompProfile/type").asText()).as(name).isEqualTo("RuntimeDefault");
    assertThat(container.path("allowPrivilegeEscalation").asBoolean(true))
        .as(name + " allowPrivilegeEscalation")
        .isFalse();
    assertThat(container.at("/capabilities/drop/0").asText()).as(name).isEqualTo("ALL");
  }

  @Test
  void everyServiceSurvivesADrainAndSpreadsOverTheNodes() {
    List<JsonNode> budgets = Manifests.ofKind(Manifests.sources(), "PodDisruptionBudget");
    assertThat(budgets.stream().map(b -> b.at("/metadata/name").asText()))
        .containsExactlyInAnyOrderElementsOf(SERVICES);
    for (JsonNode budget : budgets) {
      String name = budget.at("/metadata/name").asText();
      assertThat(label(budget.at("/spec/selector"))).isEqualTo(name);
      JsonNode spread = service(name).at("/spec/template/spec/topologySpreadConstraints/0");
      assertThat(label(spread.path("labelSelector"))).isEqualTo(name);
    }
  }

  private static String label(JsonNode selector) {
    return selector.path("matchLabels").path("app.kubernetes.io/name").asText();
  }

  /** Always, the default of an image without a tag, asks a registry for what was loaded by hand. */
  @Test
  void usesImagesThatANodeAlreadyHas() {
    assertThat(containers().toList())
        .hasSizeGreaterThanOrEqualTo(6)
        .allSatisfy(
            container ->
                assertThat(container.path("imagePullPolicy").asText()).isEqualTo("IfNotPresent"));
  }

  /** A node's registry may be gone, a tag may move: images of others are named by digest. */
  @Test
  void namesTheImagesOfOthersByDigest() {
    assertThat(containers().map(container -> container.get("image").asText()))
        .allMatch(image -> image.startsWith("wood/") || image.contains("@sha256:"));
  }

  /** With one GPU a second trainer waits for ever for the first one's. */
  @Test
  void theOldTrainerStopsBeforeTheNewOneStarts() {
    JsonNode update = service("trainer-service").at("/spec/strategy/rollingUpdate");
    assertThat(update.path("maxSurge").asInt(1)).isZero();
    assertThat(update.path("maxUnavailable").asInt()).isEqualTo(1);
  }

  @Test
  void theTrainersCheckpointFitsInTheGracePeriod() {
    JsonNode pod = service("trainer-service").at("/spec/template/spec");
    JsonNode timeout =
        StreamSupport.stream(pod.at("/containers/0/env").spliterator(), false)
            .filter(variable -> variable.get("name").asText().equals("WOOD_TRAINER_TIMEOUT"))
            .findFirst()
            .orElseThrow();

    assertThat(Duration.parse(timeout.get("value").asText()).plusSeconds(20))
        .isLessThan(Duration.ofSeconds(pod.get("terminationGracePeriodSeconds").asLong()));
  }

  /** The JVM would exit before the trainer can report that its experiment needs less memory. */
  @Test
  void theTrainerReportsThatItsMemoryIsTooSmall() {
    assertThat(service("trainer-service").toString()).doesNotContain("ExitOnOutOfMemoryError");
  }

  /** A view of 10 million candidates takes minutes to build again. */
  @Test
  void aReviewPageKeepsItsViewWhenItsPodIsReplaced() {
    JsonNode curation = service("curation-service");
    assertThat(curation.get("kind").asText()).isEqualTo("StatefulSet");
    JsonNode claim = curation.at("/spec/volumeClaimTemplates/0");
    JsonNode mount =
        StreamSupport.stream(
                curation.at("/spec/template/spec/containers/0/volumeMounts").spliterator(), false)
            .filter(one -> one.get("name").equals(claim.at("/metadata/name")))
            .findFirst()
            .orElseThrow();
    assertThat(Manifests.read("base/configmap.yaml").at("/data/WOOD_CACHE_DIRECTORY").asText())
        .startsWith(mount.get("mountPath").asText());
  }

  @Test
  void noPodDownloadsAnythingAtItsStart() {
    assertThat(Manifests.read("base/configmap.yaml").at("/data/DJL_OFFLINE").asText())
        .isEqualTo("true");
    for (String name : SERVICES) {
      assertThat(service(name).at("/spec/template/spec/containers/0/envFrom/0/configMapRef/name"))
          .hasToString("\"wood\"");
    }
  }

  private static JsonNode service(String name) {
    return Manifests.workloads(Manifests.sources()).stream()
        .filter(PodsTest::isWhole)
        .filter(workload -> workload.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<JsonNode> containers() {
    return Manifests.workloads(Manifests.sources()).stream()
        .filter(PodsTest::isWhole)
        .flatMap(
            workload ->
                StreamSupport.stream(
                    workload.at("/spec/template/spec/containers").spliterator(), false));
  }

  /** A patch has no image. */
  private static boolean isWhole(JsonNode workload) {
    return workload.at("/spec/template/spec/containers/0").has("image");
  }
}
