package io.wood.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.contracts.event.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Reads KEDA's kinds as strictly as the others, for which there are models. */
class KedaTest {
  /** Fields by path; list elements have the path of their list. From KEDA's documentation, 2.18. */
  private static final Map<String, Set<String>> FIELDS =
      Map.ofEntries(
          Map.entry("ScaledObject", Set.of("apiVersion", "kind", "metadata", "spec")),
          Map.entry(
              "ScaledObject/spec",
              Set.of(
                  "scaleTargetRef",
                  "pollingInterval",
                  "cooldownPeriod",
                  "minReplicaCount",
                  "maxReplicaCount",
                  "fallback",
                  "advanced",
                  "triggers")),
          Map.entry(
              "ScaledObject/spec/scaleTargetRef",
              Set.of("apiVersion", "kind", "name", "envSourceContainerName")),
          Map.entry(
              "ScaledObject/spec/advanced",
              Set.of("restoreToOriginalReplicaCount", "horizontalPodAutoscalerConfig")),
          Map.entry(
              "ScaledObject/spec/advanced/horizontalPodAutoscalerConfig",
              Set.of("name", "behavior")),
          Map.entry(
              "ScaledObject/spec/advanced/horizontalPodAutoscalerConfig/behavior",
              Set.of("scaleUp", "scaleDown")),
          Map.entry(
              "ScaledObject/spec/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown",
              Set.of("stabilizationWindowSeconds", "selectPolicy", "policies")),
          Map.entry(
              "ScaledObject/spec/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown"
                  + "/policies",
              Set.of("type", "value", "periodSeconds")),
          Map.entry(
              "ScaledObject/spec/triggers",
              Set.of("type", "name", "metadata", "authenticationRef", "metricType")),
          Map.entry("ScaledObject/spec/triggers/authenticationRef", Set.of("name", "kind")),
          Map.entry("TriggerAuthentication", Set.of("apiVersion", "kind", "metadata", "spec")),
          Map.entry(
              "TriggerAuthentication/spec", Set.of("configMapTargetRef", "secretTargetRef", "env")),
          Map.entry(
              "TriggerAuthentication/spec/configMapTargetRef", Set.of("parameter", "name", "key")),
          Map.entry(
              "TriggerAuthentication/spec/secretTargetRef", Set.of("parameter", "name", "key")));

  /** Metadata of the triggers, which KEDA's own schema does not check. */
  private static final Map<String, Set<String>> TRIGGERS =
      Map.of(
          "kafka",
          Set.of("bootstrapServers", "consumerGroup", "topic", "lagThreshold", "tls", "sasl"),
          "prometheus",
          Set.of("serverAddress", "query", "threshold", "ignoreNullValues"));

  private static List<JsonNode> documents() {
    return Manifests.sources().stream()
        .filter(document -> document.path("apiVersion").asText().equals("keda.sh/v1alpha1"))
        .toList();
  }

  @Test
  void everyFieldIsOneThatKedaKnows() {
    assertThat(documents()).hasSize(4);
    documents().forEach(document -> check(document.get("kind").asText(), document));
  }

  private static void check(String path, JsonNode node) {
    if (node.isArray()) {
      node.forEach(element -> check(path, element));
    } else if (node.isObject() && !path.endsWith("/metadata")) {
      Set<String> known = FIELDS.get(path);
      assertThat(known).as("fields of " + path).isNotNull();
      node.properties()
          .forEach(
              field -> {
                assertThat(known).as(path).contains(field.getKey());
                check(path + "/" + field.getKey(), field.getValue());
              });
    }
  }

  @Test
  void everyTriggerHasTheMetadataOfItsKindAsText() {
    for (JsonNode document : Manifests.ofKind(documents(), "ScaledObject")) {
      for (JsonNode trigger : document.at("/spec/triggers")) {
        Set<String> names = new TreeSet<>();
        trigger
            .get("metadata")
            .properties()
            .forEach(
                entry -> {
                  names.add(entry.getKey());
                  assertThat(entry.getValue().isTextual()).as(entry.getKey()).isTrue();
                });
        assertThat(names).isEqualTo(new TreeSet<>(TRIGGERS.get(trigger.get("type").asText())));
      }
    }
    assertThat(Manifests.kafkaTriggers())
        .extracting(trigger -> trigger.at("/authenticationRef/name").asText())
        .containsOnly("kafka");
  }

  /** A re-ranking has no lag: its parts are leased, not consumed. */
  @Test
  void aReRankingStartsRankers() {
    JsonNode ranker =
        Manifests.ofKind(documents(), "ScaledObject").stream()
            .filter(one -> one.at("/spec/scaleTargetRef/name").asText().equals("ranker-service"))
            .findFirst()
            .orElseThrow();

    assertThat(queries("ranker"))
        .containsExactly("max(wood_ranker_rerank_parts{namespace=\"wood\"})");
    assertThat(ranker.at("/spec/maxReplicaCount").asInt())
        .isEqualTo(Topic.CANDIDATES_PUBLISHED.partitions());
  }

  /** A leader trains for long without lag: the number of replicas must not follow the lag alone. */
  @Test
  void nothingThatTrainsIsScaledAway() {
    for (String service : List.of("trainer", "refiner")) {
      String running = "wood_" + service + "_running{namespace=\"wood\"}";
      assertThat(queries(service))
          .singleElement()
          .asString()
          .contains("count(" + running + ") * (sum(" + running + ") > bool 0)");
    }
  }

  /** With the default, a missed scrape counts as 0 and takes the leader away. */
  @Test
  void aQueryWithoutAResultRemovesNoReplica() {
    for (JsonNode document : Manifests.ofKind(documents(), "ScaledObject")) {
      for (JsonNode trigger : document.at("/spec/triggers")) {
        if (trigger.get("type").asText().equals("prometheus")) {
          assertThat(trigger.at("/metadata/ignoreNullValues").asText()).isEqualTo("false");
        }
      }
    }
  }

  /** The larger number: two trainers without work stay when two experiments wait. */
  @Test
  void thereIsATrainerForEveryExperimentThatTrainsOrWaits() {
    String running = "sum(wood_trainer_running{namespace=\"wood\"})";
    String open = running + " + max(wood_trainer_waiting{namespace=\"wood\"})";
    String kept = "count(wood_trainer_running{namespace=\"wood\"}) * (" + running + " > bool 0)";

    assertThat(queries("trainer")).containsExactly("(%s > %s) or (%2$s)".formatted(open, kept));
  }

  private static List<String> queries(String service) {
    List<String> queries = new ArrayList<>();
    for (JsonNode document : Manifests.ofKind(documents(), "ScaledObject")) {
      if (document.at("/spec/scaleTargetRef/name").asText().equals(service + "-service")) {
        document.at("/spec/triggers").findValues("query").forEach(q -> queries.add(q.asText()));
      }
    }
    return queries;
  }
}
