package io.wood.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.event.Topic;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Collects what an overlay needs, each with what satisfies it: the overlay itself, a row for this
 * overlay in the README's table of prerequisites, or nothing.
 */
final class OverlayNeeds {
  private static final Map<String, String> OPERATORS =
      Map.of(
          "kafka.strimzi.io", "Strimzi",
          "keda.sh", "KEDA",
          "monitoring.coreos.com", "Prometheus operator");

  private final List<JsonNode> documents;
  private final List<String> prerequisites;
  private final Map<String, String> found = new LinkedHashMap<>();

  OverlayNeeds(String overlay, List<JsonNode> documents, String readme) {
    this.documents = documents;
    String table = readme.substring(readme.indexOf("## Prerequisites"));
    this.prerequisites =
        table
            .substring(0, table.indexOf("\n## "))
            .lines()
            .filter(row -> row.matches("\\|.*\\|.*\\|[^|]*(all|optional|" + overlay + ")[^|]*\\|"))
            .toList();
  }

  Map<String, String> found() {
    return found;
  }

  void pods(JsonNode workload) {
    JsonNode pod = workload.at("/spec/template/spec");
    if (pod.has("serviceAccountName")) {
      String account = pod.get("serviceAccountName").asText();
      add("service account " + account, exists("ServiceAccount", account));
    }
    pod.path("volumes").forEach(this::mounts);
    for (JsonNode container : pod.get("containers")) {
      image(container.get("image").asText());
      for (JsonNode source : container.path("envFrom")) {
        String name = source.at("/configMapRef/name").asText();
        add("config map " + name, exists("ConfigMap", name));
      }
      for (JsonNode variable : container.path("env")) {
        secret(variable.at("/valueFrom/secretKeyRef"));
      }
    }
  }

  private void secret(JsonNode reference) {
    if (reference.isObject()) {
      secret(reference.get("name").asText(), reference.get("key").asText());
    }
  }

  /** The Kafka operator writes the secrets of the users and of the cluster's authority. */
  private void secret(String name, String key) {
    String need = "secret " + name + ", key " + key;
    boolean user =
        key.matches("password|sasl\\.jaas\\.config") && exists("KafkaUser", name).equals("overlay");
    boolean authority =
        key.equals("ca.crt")
            && name.equals(one("Kafka").at("/metadata/name").asText() + "-cluster-ca-cert");
    if (user || authority) {
      add(need, "Kafka operator");
    } else {
      prerequisite(need, "secret", "`" + name + "`", "`" + key + "`");
    }
  }

  /** What is mounted must exist too: a pod without it never starts. */
  private void mounts(JsonNode volume) {
    if (volume.has("configMap")) {
      String name = volume.at("/configMap/name").asText();
      add("config map " + name, exists("ConfigMap", name));
    }
    keys(volume.path("secret"), "secretName");
    for (JsonNode source : volume.at("/projected/sources")) {
      keys(source.path("secret"), "name");
    }
  }

  private void keys(JsonNode secret, String name) {
    for (JsonNode item : secret.path("items")) {
      secret(secret.get(name).asText(), item.get("key").asText());
    }
  }

  /** A setting that names a file of the pod, such as an authority, needs a mounted secret. */
  void files() {
    for (Map.Entry<String, JsonNode> setting : Manifests.settings(documents).properties()) {
      if (!setting.getValue().asText().startsWith("/etc/")) {
        continue;
      }
      Path file = Path.of(setting.getValue().asText());
      for (JsonNode deployment : Manifests.services(documents)) {
        JsonNode pod = deployment.at("/spec/template/spec");
        boolean mounted =
            Manifests.mounted(pod, file.getParent().toString())
                .findValuesAsText("path")
                .contains(file.getFileName().toString());
        add(
            "file " + file + " of " + deployment.at("/metadata/name").asText(),
            mounted ? "overlay" : "missing");
      }
    }
  }

  /** Prometheus, which KEDA asks, has an address in a namespace of its own. */
  void queries() {
    for (JsonNode scaled : Manifests.ofKind(documents, "ScaledObject")) {
      for (String address : scaled.findValuesAsText("serverAddress")) {
        prerequisite("address " + address, "Prometheus", "`" + address + "`");
      }
    }
  }

  /** What KEDA signs in with. */
  void authentications() {
    for (JsonNode authentication : Manifests.ofKind(documents, "TriggerAuthentication")) {
      authentication.at("/spec/secretTargetRef").forEach(this::secret);
      for (JsonNode reference : authentication.at("/spec/configMapTargetRef")) {
        String name = reference.get("name").asText();
        add("config map " + name, exists("ConfigMap", name));
      }
    }
  }

  void certificates() {
    for (JsonNode ingress : Manifests.ofKind(documents, "Ingress")) {
      String name = ingress.at("/spec/tls/0/secretName").asText();
      prerequisite("secret " + name, "secret", "`" + name + "`");
    }
  }

  /** An image of ours is built by the README's commands; another has a registry and a digest. */
  private void image(String image) {
    String name = image.substring(image.indexOf("wood/") + 5).replaceAll("(-cuda)?:[^:/]*$", "");
    if (image.contains("@sha256:")) {
      add("image " + image, "pinned");
    } else if (Files.exists(Path.of("..", name, "pom.xml"))
        && image.matches(".*:[\\w.-]+")
        && !image.endsWith(":latest")) {
      prerequisite(
          "image " + image, "images", "`wood/" + image.replaceAll(".*wood/|:.*", "") + "`");
    } else {
      add("image " + image, "missing");
    }
  }

  /** The names in the settings: Kafka's is made by the operator. */
  void addresses() {
    JsonNode settings = Manifests.settings(documents);
    String[] kafka = settings.get("KAFKA_BOOTSTRAP_SERVERS").asText().split(":", 2);
    JsonNode cluster = one("Kafka");
    boolean listens =
        kafka[0].equals(cluster.at("/metadata/name").asText() + "-kafka-bootstrap")
            && cluster.at("/spec/kafka/listeners/0/port").asText().equals(kafka[1]);
    add("address " + String.join(":", kafka), listens ? "overlay" : "missing");
    URI store = URI.create(settings.get("WOOD_STORE_ENDPOINT").asText());
    boolean created =
        Manifests.ofKind(documents, "Service").stream()
            .anyMatch(
                service ->
                    service.at("/metadata/name").asText().equals(store.getHost())
                        && service.at("/spec/ports/0/port").asInt() == store.getPort());
    if (created) {
      add("address " + store, "overlay");
    } else {
      prerequisite("address " + store, "object store", "`store.yaml`");
    }
  }

  void topics() {
    String cluster = one("Kafka").at("/metadata/name").asText();
    int brokers = one("KafkaNodePool").at("/spec/replicas").asInt();
    List<String> topics =
        Stream.of(Topic.values())
            .flatMap(topic -> Stream.of(topic.topicName(), topic.deadLetterName()))
            .toList();
    for (String topic : topics) {
      boolean fits =
          Manifests.ofKind(documents, "KafkaTopic").stream()
              .filter(document -> document.at("/metadata/name").asText().equals(topic))
              .filter(d -> cluster.equals(d.at("/metadata/labels/strimzi.io~1cluster").asText()))
              .anyMatch(
                  document ->
                      document.at("/spec/replicas").asInt() <= brokers
                          && document.at("/spec/config/min.insync.replicas").asInt() <= brokers);
      add("topic " + topic + " on " + brokers + " brokers", fits ? "overlay" : "missing");
    }
  }

  void buckets() {
    List<String> created = new ArrayList<>();
    for (JsonNode job : Manifests.ofKind(documents, "Job")) {
      job.at("/spec/template/spec/containers/0/args").forEach(a -> created.add(a.asText()));
    }
    for (String bucket : Buckets.ALL) {
      if (created.contains(bucket)) {
        add("bucket " + bucket, "overlay");
      } else {
        prerequisite("bucket " + bucket, "bucket", "`" + bucket + "`");
      }
    }
  }

  void operators() {
    for (JsonNode document : documents) {
      String group = document.get("apiVersion").asText().replaceAll("/.*", "");
      String operator = OPERATORS.get(group);
      if (operator != null) {
        prerequisite("operator of " + group, "operator", operator);
      }
    }
  }

  /** A claim without a class needs the cluster's default one. */
  void volumes() {
    String kinds = documents.toString();
    if (kinds.contains("volumeClaimTemplates") || kinds.contains("persistent-claim")) {
      prerequisite("volumes", "storage class");
    }
  }

  /** A policy that names a pod wrongly cuts it off; one that names a namespace needs its label. */
  void policies() {
    List<String> pods =
        Manifests.workloads(documents).stream()
            .map(w -> w.at("/spec/template/metadata/labels/app.kubernetes.io~1name").asText())
            .toList();
    for (JsonNode policy : Manifests.ofKind(documents, "NetworkPolicy")) {
      for (JsonNode expression : policy.findValues("matchExpressions")) {
        for (JsonNode name : expression.at("/0/values")) {
          boolean known = pods.contains(name.asText());
          add("pods " + name.asText() + " of a network policy", known ? "overlay" : "missing");
        }
      }
    }
    for (JsonNode document : documents) {
      for (JsonNode selector : document.findValues("namespaceSelector")) {
        selector.get("matchLabels").properties().forEach(this::label);
      }
    }
  }

  private void label(Map.Entry<String, JsonNode> label) {
    boolean named = label.getKey().equals("kubernetes.io/metadata.name");
    String need = "namespace with " + label.getKey() + "=" + label.getValue().asText();
    prerequisite(
        need, "namespace", "`" + (named ? label.getValue().asText() : label.getKey()) + "`");
  }

  private void prerequisite(String need, String... words) {
    boolean listed =
        prerequisites.stream().anyMatch(row -> Stream.of(words).allMatch(row::contains));
    add(need, listed ? "prerequisite in README.md" : "missing");
  }

  private String exists(String kind, String name) {
    return Manifests.ofKind(documents, kind).stream()
            .anyMatch(document -> document.at("/metadata/name").asText().equals(name))
        ? "overlay"
        : "missing";
  }

  private JsonNode one(String kind) {
    List<JsonNode> all = Manifests.ofKind(documents, kind);
    assertThat(all).as(kind).hasSize(1);
    return all.get(0);
  }

  private void add(String need, String satisfiedBy) {
    found.put(need, satisfiedBy);
  }
}
