package io.wood.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.event.Topic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the manifests of this folder to the code and to the schemas of Kubernetes. */
class ManifestsTest {
  @TestFactory
  Stream<DynamicTest> saysNothingThatKubernetesDoesNotKnow() {
    return Manifests.sources().stream()
        .map(
            document ->
                DynamicTest.dynamicTest(
                    Manifests.name(document), () -> Manifests.validate(document)));
  }

  @Test
  void createsEveryTopicOfTheCodeWithItsPartitionsAndRetention() {
    Map<String, String> expected = new TreeMap<>();
    for (Topic topic : Topic.values()) {
      long retention = topic.retention().map(kept -> kept.toMillis()).orElse(-1L);
      expected.put(topic.topicName(), topic.partitions() + " partitions, " + retention + " ms");
      expected.put(
          topic.deadLetterName(),
          topic.partitions() + " partitions, " + Topic.DEAD_LETTER_RETENTION.toMillis() + " ms");
    }

    Map<String, String> actual = new TreeMap<>();
    for (JsonNode document : ofKind("KafkaTopic")) {
      JsonNode spec = document.get("spec");
      actual.put(
          document.at("/metadata/name").asText(),
          spec.get("partitions").asInt()
              + " partitions, "
              + spec.get("config").get("retention.ms").asLong()
              + " ms");
    }

    assertThat(actual).isEqualTo(expected);
  }

  /**
   * The version that the tests ran with; the README names the operators that accept it, since an
   * operator refuses a version that it does not support, and no broker starts.
   */
  @Test
  void theBrokersHaveTheVersionOfTheClients() throws IOException {
    Matcher version =
        Pattern.compile("<kafka.version>(.*)</kafka.version>")
            .matcher(Files.readString(Path.of("..", "pom.xml")));
    assertThat(version.find()).isTrue();
    JsonNode kafka = ofKind("Kafka").get(0).at("/spec/kafka");
    assertThat(kafka.get("version").asText()).isEqualTo(version.group(1));
    assertThat(version.group(1))
        .startsWith(kafka.get("metadataVersion").asText().replaceAll("-.*", ""));
    assertThat(Files.readString(Manifests.ROOT.resolve("README.md")))
        .contains("Kafka " + version.group(1) + ", which Strimzi 1.1 and 1.2 support");
  }

  @Test
  void keepsTheOffsetsOfIdleGroupsAsTheLocalBrokerDoes() throws IOException {
    String broker =
        Files.readString(Path.of("..", "cli/src/main/java/io/wood/cli/process/BrokerMain.java"));
    assertThat(broker)
        .contains("\"offsets.retention.minutes\", Integer.toString(Integer.MAX_VALUE)");
    assertThat(ofKind("Kafka").get(0).at("/spec/kafka/config/offsets.retention.minutes").asInt())
        .isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void createsEveryBucketOfTheCode() {
    List<String> created = new ArrayList<>();
    for (JsonNode job : ofKind("Job")) {
      job.at("/spec/template/spec/containers/0/args").forEach(name -> created.add(name.asText()));
    }

    assertThat(created).containsExactlyElementsOf(Buckets.ALL);
  }

  /** KEDA runs in a namespace of its own, where a Service's bare name is unknown. */
  @Test
  void scalesByAnAddressThatOtherNamespacesResolve() {
    for (String overlay : List.of("dev", "production")) {
      String namespace =
          Manifests.read("overlays/" + overlay + "/kustomization.yaml").get("namespace").asText();
      assertThat(Manifests.kafkaTriggers())
          .hasSize(2)
          .allSatisfy(
              kafka ->
                  assertThat(kafka.at("/metadata/bootstrapServers").asText())
                      .isEqualTo("wood-kafka-bootstrap." + namespace + ".svc:9093"));
    }
  }

  @Test
  void scalesOnTopicsThatExist() {
    List<String> known = Stream.of(Topic.values()).map(Topic::topicName).toList();
    assertThat(Manifests.kafkaTriggers())
        .isNotEmpty()
        .allSatisfy(kafka -> assertThat(known).contains(kafka.at("/metadata/topic").asText()));
  }

  @Test
  void everyServiceListensWhereItsProbesAndItsServiceLook() {
    for (JsonNode deployment : services()) {
      JsonNode container = deployment.at("/spec/template/spec/containers/0");
      if (container.get("ports") == null) {
        continue;
      }
      int port = container.at("/ports/0/containerPort").asInt();
      JsonNode service =
          ofKind("Service").stream()
              .filter(s -> s.at("/metadata/name").equals(deployment.at("/metadata/name")))
              .findFirst()
              .orElseThrow();
      assertThat(service.at("/spec/ports/0/port").asInt()).isEqualTo(port);
      assertThat(container.at("/env/0/name").asText()).isEqualTo("QUARKUS_HTTP_PORT");
      assertThat(container.at("/env/0/value").asInt()).isEqualTo(port);
    }
  }

  /** Figures that were measured under {@code ./wood} are to hold in a pod. */
  @Test
  void whatRunsNetworksAsksForMemoryAsTheScriptAndTheTestsDo() throws IOException {
    String tunables = System.getenv("GLIBC_TUNABLES");
    assertThat(Files.readString(Path.of("..", "wood")))
        .contains("GLIBC_TUNABLES:-" + tunables + "}");
    for (String service : List.of("ranker", "trainer", "refiner")) {
      assertThat(Files.readString(Manifests.ROOT.resolve("base/" + service + "-service.yaml")))
          .contains("- name: GLIBC_TUNABLES\n              value: " + tunables + "\n");
    }
  }

  /** A service that is open to the network starts only when people sign in or it says so. */
  @Test
  void everyOverlaySignsInOrSaysThatItIsOpen() {
    assertThat(signIn("components/sign-in/sign-in.yaml", "QUARKUS_OIDC_TENANT_ENABLED"))
        .isEqualTo("true");
    assertThat(signIn("overlays/production/sign-in.yaml", "QUARKUS_OIDC_AUTH_SERVER_URL"))
        .startsWith("https://");
    assertThat(Manifests.read("overlays/production/kustomization.yaml").toString())
        .contains("components/sign-in");
    assertThat(signIn("overlays/dev/open.yaml", "WOOD_ACCESS_OPEN")).isEqualTo("true");
    assertThat(signIn("base/configmap.yaml", "WOOD_ACCESS_OPEN")).isEmpty();
  }

  /** The kit switches traces off; a collector that no policy lets the services reach gets none. */
  @Test
  void theTracingComponentSwitchesTracesOnAndOpensTheWayToItsCollector() throws IOException {
    JsonNode settings = Manifests.read("components/tracing/tracing.yaml").get("data");
    assertThat(settings.get("QUARKUS_OTEL_SDK_DISABLED").asText()).isEqualTo("false");
    URI collector = URI.create(settings.get("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT").asText());
    JsonNode egress = Manifests.read("components/tracing/networkpolicy.yaml").at("/spec/egress/0");
    assertThat(egress.at("/ports/0/port").asInt()).isEqualTo(collector.getPort());
    assertThat(collector.getHost())
        .endsWith(
            "."
                + egress
                    .at("/to/0/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                    .asText());
    assertThat(Files.readString(Manifests.ROOT.resolve("README.md")))
        .contains(collector.toString());
  }

  @Test
  void secretsAreNamedAndNeverTold() {
    assertThat(ofKind("Secret")).isEmpty();
    List<JsonNode> secrets = new ArrayList<>();
    for (JsonNode deployment : services()) {
      for (JsonNode variable : deployment.at("/spec/template/spec/containers/0/env")) {
        if (variable.get("name").asText().matches(".*(SECRET|PASSWORD|ACCESS_KEY).*")) {
          secrets.add(variable);
        }
      }
    }
    assertThat(secrets)
        .hasSizeGreaterThanOrEqualTo(8)
        .allSatisfy(
            variable -> assertThat(variable.at("/valueFrom/secretKeyRef").isObject()).isTrue());
  }

  /** Our services, and patches of them. */
  private static List<JsonNode> services() {
    return Manifests.services(Manifests.sources());
  }

  private static String signIn(String file, String name) {
    return Manifests.read(file).path("data").path(name).asText();
  }

  private static List<JsonNode> ofKind(String kind) {
    return Manifests.ofKind(Manifests.sources(), kind);
  }
}
