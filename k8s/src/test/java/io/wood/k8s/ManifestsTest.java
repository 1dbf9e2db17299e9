package io.wood.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.wood.contracts.event.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the manifests of this folder to the code and to the schemas of Kubernetes. */
class ManifestsTest {
  private static final Path ROOT = Path.of("");
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(new Strict());
  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "v1/ConfigMap", ConfigMap.class,
          "v1/Namespace", Namespace.class,
          "v1/Service", Service.class,
          "v1/ServiceAccount", ServiceAccount.class,
          "apps/v1/Deployment", Deployment.class,
          "apps/v1/StatefulSet", StatefulSet.class,
          "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
          "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);
  private static final List<String> OTHERS =
      List.of("kustomize.", "kafka.strimzi.io", "keda.sh", "monitoring.coreos.com");

  @TestFactory
  Stream<DynamicTest> saysNothingThatKubernetesDoesNotKnow() {
    return documents().stream()
        .map(document -> DynamicTest.dynamicTest(name(document), () -> validate(document)));
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

  @Test
  void scalesOnTopicsThatExist() {
    List<String> known = Stream.of(Topic.values()).map(Topic::topicName).toList();
    assertThat(ofKind("ScaledObject"))
        .isNotEmpty()
        .allSatisfy(
            scaled ->
                assertThat(known).contains(scaled.at("/spec/triggers/0/metadata/topic").asText()));
  }

  @Test
  void everyServiceListensWhereItsProbesAndItsServiceLook() {
    for (JsonNode deployment : ofKind("Deployment")) {
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
      assertThat(Files.readString(ROOT.resolve("base/" + service + "-service.yaml")))
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
    assertThat(read("overlays/production/kustomization.yaml").toString())
        .contains("components/sign-in");
    assertThat(signIn("overlays/dev/open.yaml", "WOOD_ACCESS_OPEN")).isEqualTo("true");
    assertThat(signIn("base/configmap.yaml", "WOOD_ACCESS_OPEN")).isEmpty();
  }

  @Test
  void secretsAreNamedAndNeverTold() {
    assertThat(ofKind("Secret")).isEmpty();
    List<JsonNode> secrets = new ArrayList<>();
    for (JsonNode deployment : ofKind("Deployment")) {
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

  private static String signIn(String file, String name) {
    return read(file).path("data").path(name).asText();
  }

  private static JsonNode read(String file) {
    try {
      return YAML.readTree(ROOT.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void validate(JsonNode document) throws IOException {
    String version = document.path("apiVersion").asText();
    if (OTHERS.stream().anyMatch(version::startsWith)) {
      return;
    }
    Class<?> kind = KINDS.get(version + "/" + document.path("kind").asText());
    assertThat(kind).as("kind of " + name(document)).isNotNull();
    assertThat(YAML.treeToValue(document, kind)).isNotNull();
  }

  /** The model keeps unknown properties aside; without that they are errors. */
  private static final class Strict extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }

  private static List<JsonNode> ofKind(String kind) {
    return documents().stream()
        .filter(document -> document.path("kind").asText().equals(kind))
        .toList();
  }

  private static String name(JsonNode document) {
    return document.path("kind").asText() + " " + document.at("/metadata/name").asText();
  }

  private static List<JsonNode> documents() {
    List<JsonNode> documents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file :
          files
              .filter(path -> path.toString().endsWith(".yaml"))
              .filter(path -> !path.toString().contains("overlays"))
              .sorted()
              .toList()) {
        try (var parser = YAML.createParser(Files.newBufferedReader(file))) {
          YAML.readValues(parser, JsonNode.class).forEachRemaining(documents::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return documents;
  }
}
