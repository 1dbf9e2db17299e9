package io.wood.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the manifests of this folder, as files and as kubectl renders an overlay. */
final class Manifests {
  static final Path ROOT = Path.of("");

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(new Strict());
  private static final Map<String, Class<?>> KINDS =
      Map.ofEntries(
          Map.entry("v1/ConfigMap", ConfigMap.class),
          Map.entry("v1/Namespace", Namespace.class),
          Map.entry("v1/ResourceQuota", ResourceQuota.class),
          Map.entry("v1/Service", Service.class),
          Map.entry("v1/ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1/Deployment", Deployment.class),
          Map.entry("apps/v1/StatefulSet", StatefulSet.class),
          Map.entry("batch/v1/Job", Job.class),
          Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
          Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("kafka.strimzi.io/v1/Kafka", Kafka.class),
          Map.entry("kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class),
          Map.entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
          Map.entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class),
          Map.entry("monitoring.coreos.com/v1/PodMonitor", PodMonitor.class),
          Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class),
          Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class));

  /** Kustomize reads its own files, and KEDA's kinds have a test of their own. */
  private static final List<String> OTHERS = List.of("kustomize.", "keda.sh");

  /** What was read, by overlay. */
  private static final Map<String, List<JsonNode>> READ = new ConcurrentHashMap<>();

  private Manifests() {}

  /** The documents of the base and the components. */
  static List<JsonNode> sources() {
    return READ.computeIfAbsent("", all -> readSources());
  }

  private static List<JsonNode> readSources() {
    List<JsonNode> documents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file :
          files
              .filter(path -> path.toString().endsWith(".yaml"))
              .filter(path -> !path.toString().contains("overlays"))
              .sorted()
              .toList()) {
        documents.addAll(parse(Files.newBufferedReader(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return documents;
  }

  /** The documents of an overlay as a cluster gets them; without kubectl the test is skipped. */
  static List<JsonNode> rendered(String overlay) {
    return READ.computeIfAbsent(overlay, Manifests::render);
  }

  private static List<JsonNode> render(String overlay) {
    Process kubectl = kubectl("kustomize", "overlays/" + overlay);
    try {
      List<JsonNode> documents = parse(kubectl.inputReader());
      assertThat(kubectl.waitFor()).as("exit status of kubectl kustomize").isZero();
      return documents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Process kubectl(String... arguments) {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(List.of(arguments));
    return Programs.start(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  static JsonNode read(String file) {
    try {
      return YAML.readTree(ROOT.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deployments, stateful sets and jobs: what makes pods of our own. */
  static List<JsonNode> workloads(List<JsonNode> documents) {
    return documents.stream()
        .filter(document -> !document.at("/spec/template/spec/containers").isMissingNode())
        .filter(document -> document.has("metadata"))
        .toList();
  }

  /** What makes the pods of our services, and patches of it. */
  static List<JsonNode> services(List<JsonNode> documents) {
    return documents.stream()
        .filter(document -> document.path("kind").asText().matches("Deployment|StatefulSet"))
        .filter(document -> document.at("/metadata/name").asText().endsWith("-service"))
        .toList();
  }

  static List<JsonNode> ofKind(List<JsonNode> documents, String kind) {
    return documents.stream()
        .filter(document -> document.path("kind").asText().equals(kind))
        .toList();
  }

  /** What KEDA scales by the lag of a group. */
  static List<JsonNode> kafkaTriggers() {
    return ofKind(sources(), "ScaledObject").stream()
        .flatMap(scaled -> StreamSupport.stream(scaled.at("/spec/triggers").spliterator(), false))
        .filter(trigger -> trigger.get("type").asText().equals("kafka"))
        .toList();
  }

  /** The settings that all services share. */
  static JsonNode settings(List<JsonNode> documents) {
    return ofKind(documents, "ConfigMap").stream()
        .filter(map -> map.at("/metadata/name").asText().equals("wood"))
        .findFirst()
        .orElseThrow()
        .get("data");
  }

  /** The volume that the first container of a pod mounts at a path; missing if there is none. */
  static JsonNode mounted(JsonNode pod, String path) {
    for (JsonNode mount : pod.at("/containers/0/volumeMounts")) {
      for (JsonNode volume : pod.path("volumes")) {
        if (mount.get("mountPath").asText().equals(path)
            && volume.get("name").equals(mount.get("name"))) {
          return volume;
        }
      }
    }
    return MissingNode.getInstance();
  }

  static String name(JsonNode document) {
    return document.path("kind").asText() + " " + document.at("/metadata/name").asText();
  }

  static void validate(JsonNode document) throws IOException {
    String version = document.path("apiVersion").asText();
    if (OTHERS.stream().anyMatch(version::startsWith)) {
      return;
    }
    Class<?> kind = KINDS.get(version + "/" + document.path("kind").asText());
    assertThat(kind).as("kind of " + name(document)).isNotNull();
    assertThat(YAML.treeToValue(document, kind)).isNotNull();
  }

  private static List<JsonNode> parse(Reader text) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    try (var parser = YAML.createParser(text)) {
      YAML.readValues(parser, JsonNode.class).forEachRemaining(documents::add);
    }
    return documents;
  }

  /** The model keeps unknown properties aside; without that they are errors. */
  private static final class Strict extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
