package io.wood.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.contracts.event.Topic;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Derives what each service does with Kafka from its channels and its code, and compares it with
 * the rights of its user.
 */
class KafkaUsersTest {
  private static final List<String> SERVICES = List.of("ranker", "curation", "trainer", "refiner");
  private static final Pattern CONSTANT = Pattern.compile("Topic\\.([A-Z_]+)\\b");
  private static final Pattern LOOK_UP = Pattern.compile("new (\\w+)\\([^;]*\\w+::holds\\b");

  /** Consumer groups whose names begin alike. */
  private static final Pattern GROUPS = Pattern.compile("GROUP_PREFIX = \"([^\"]+)\"");

  /** Reads the dead letters of another service's topic. */
  private static final Pattern DEAD_LETTERS =
      Pattern.compile("new DeadLetterFilter\\(\\s*Topic\\.([A-Z_]+)\\b");

  @ParameterizedTest
  @ValueSource(strings = {"ranker", "curation", "trainer", "refiner"})
  void aServiceMayDoWhatItsCodeDoesAndNothingElse(String service) throws IOException {
    Map<String, Set<String>> needed = new TreeMap<>();
    Path module = module(service);
    channels(module.resolve("resources/application.properties"), needed);
    for (String source : SourceFiles.java(module)) {
      for (Topic topic : Topic.values()) {
        String event = topic.eventClass().getSimpleName();
        if (source.contains("new " + event + "(")) {
          need(needed, "topic " + topic.topicName(), "Write");
        }
        if (Pattern.compile("\\b" + event + "\\.class").matcher(source).find()) {
          need(needed, "topic " + topic.topicName(), "Read");
        }
      }
      CONSTANT
          .matcher(source)
          .results()
          .map(constant -> Topic.valueOf(constant.group(1)))
          .forEach(topic -> need(needed, "topic " + topic.topicName(), "Read"));
      GROUPS
          .matcher(source)
          .results()
          .forEach(prefix -> need(needed, "group " + prefix.group(1), "Read"));
      DEAD_LETTERS
          .matcher(source)
          .results()
          .map(constant -> Topic.valueOf(constant.group(1)))
          .forEach(topic -> need(needed, "topic " + topic.deadLetterName(), "Read"));
    }
    lookUps(module, needed);
    repairs(needed);
    navigation(needed);

    assertThat(rights(service + "-service")).isEqualTo(needed);
  }

  private static void channels(Path file, Map<String, Set<String>> needed) throws IOException {
    Properties settings = new Properties();
    try (Reader text = Files.newBufferedReader(file)) {
      settings.load(text);
    }
    for (String name : settings.stringPropertyNames()) {
      if (name.matches("mp\\.messaging\\.incoming\\.[^.]+\\.topic")) {
        need(needed, "topic " + settings.getProperty(name), "Read");
      } else if (name.matches("mp\\.messaging\\.incoming\\..*\\.group\\.id")) {
        need(needed, "group " + settings.getProperty(name), "Read");
      } else if (name.matches("mp\\.messaging\\.incoming\\..*dead-letter-queue\\.topic")) {
        need(needed, "topic " + settings.getProperty(name), "Write");
        // Dead letters of one's own topics are listed and published again.
        need(needed, "topic " + settings.getProperty(name), "Read");
      }
    }
  }

  /** A class that looks its own events up in the log reads the topics that it publishes on. */
  private static void lookUps(Path module, Map<String, Set<String>> needed) {
    List<String> sources = SourceFiles.java(module);
    for (String wiring : sources) {
      for (MatchResult lookUp : LOOK_UP.matcher(wiring).results().toList()) {
        String user =
            sources.stream()
                .filter(source -> source.contains("class " + lookUp.group(1) + " "))
                .findFirst()
                .orElseThrow();
        Stream.of(Topic.values())
            .filter(topic -> user.contains("import " + topic.eventClass().getName() + ";"))
            .map(topic -> "topic " + topic.topicName())
            .filter(topic -> needed.getOrDefault(topic, Set.of()).contains("Write"))
            .forEach(topic -> need(needed, topic, "Read"));
      }
    }
  }

  /** Who may write a topic publishes its dead letters again, whichever service wrote them. */
  private static void repairs(Map<String, Set<String>> needed) throws IOException {
    Map<String, Set<String>> all = new TreeMap<>();
    for (String service : SERVICES) {
      channels(module(service).resolve("resources/application.properties"), all);
    }
    for (Topic topic : Topic.values()) {
      String letters = "topic " + topic.deadLetterName();
      if (all.containsKey(letters)
          && needed.getOrDefault("topic " + topic.topicName(), Set.of()).contains("Write")) {
        need(needed, letters, "Read");
        need(needed, letters, "Write");
      }
    }
  }

  private static Path module(String service) {
    return Path.of("..", service + "-service", "src", "main");
  }

  /** The counts in the navigation bar, the same in every service. */
  private static void navigation(Map<String, Set<String>> needed) throws IOException {
    String reader =
        Files.readString(
            Path.of("..", "service-kit/src/main/java/io/wood/kit/page/PipelineReader.java"));
    CONSTANT
        .matcher(reader)
        .results()
        .map(constant -> Topic.valueOf(constant.group(1)))
        .forEach(topic -> need(needed, "topic " + topic.topicName(), "Describe"));
    assertThat(reader).contains("RANKER_GROUP = \"ranker-service\"");
    need(needed, "group ranker-service", "Describe");
  }

  private static void need(Map<String, Set<String>> needed, String resource, String operation) {
    // Kafka's own rule: who may read or write may describe.
    needed.computeIfAbsent(resource, r -> new TreeSet<>()).addAll(List.of(operation, "Describe"));
  }

  @Test
  void onlyCurationWritesDecisionsAndOnlyTheTrainerAnnouncesClassifiers() {
    assertThat(writers(Topic.CURATION_DECIDED)).containsExactly("curation-service");
    assertThat(writers(Topic.CLASSIFIERS_TRAINED)).containsExactly("trainer-service");
    assertThat(writers(Topic.CANDIDATES_PUBLISHED))
        .containsExactlyInAnyOrder("ranker-service", "publisher", "operator");
  }

  @Test
  void aPublisherWritesCandidatesAndNothingElse() {
    Map<String, Set<String>> rights = rights("publisher");
    assertThat(rights)
        .isEqualTo(
            Map.of("topic " + Topic.CANDIDATES_PUBLISHED.topicName(), Set.of("Describe", "Write")));
  }

  /** It reads every topic; candidates are what it may publish, and so publish again. */
  @Test
  void theOperatorRepairsTheDeadLettersOfWhatItMayWrite() throws IOException {
    Map<String, Set<String>> needed = new TreeMap<>();
    need(needed, "topic " + Topic.CANDIDATES_PUBLISHED.topicName(), "Write");
    repairs(needed);
    need(needed, "topic wood.", "Read");
    need(needed, "group *", "Describe");

    assertThat(rights("operator")).isEqualTo(needed);
  }

  /** KEDA needs to see the lag that its triggers name, and no records. */
  @Test
  void kedaMayLookUpTheLagsOfItsTriggers() {
    Map<String, Set<String>> needed = new TreeMap<>();
    for (JsonNode trigger : Manifests.kafkaTriggers()) {
      need(needed, "topic " + trigger.at("/metadata/topic").asText(), "Describe");
      need(needed, "group " + trigger.at("/metadata/consumerGroup").asText(), "Describe");
    }

    assertThat(rights("keda")).isEqualTo(needed);
  }

  @Test
  void everyUserHasAPasswordAndBelongsToTheClusterOfTheTopics() {
    assertThat(users())
        .allSatisfy(
            user -> {
              assertThat(user.at("/spec/authentication/type").asText()).isEqualTo("scram-sha-512");
              assertThat(user.at("/metadata/labels/strimzi.io~1cluster").asText())
                  .isEqualTo("wood");
            });
    JsonNode listener =
        Manifests.ofKind(Manifests.sources(), "Kafka").get(0).at("/spec/kafka/listeners/0");
    assertThat(listener.get("tls").asBoolean()).isTrue();
    assertThat(listener.at("/authentication/type").asText()).isEqualTo("scram-sha-512");
    assertThat(
            Manifests.ofKind(Manifests.sources(), "Kafka")
                .get(0)
                .at("/spec/kafka/authorization/type")
                .asText())
        .isEqualTo("simple");
  }

  private static List<String> writers(Topic topic) {
    return users().stream()
        .map(user -> user.at("/metadata/name").asText())
        .filter(
            user ->
                rights(user).entrySet().stream()
                    .anyMatch(
                        right ->
                            right.getValue().contains("Write")
                                && ("topic " + topic.topicName()).startsWith(right.getKey())))
        .toList();
  }

  private static Map<String, Set<String>> rights(String name) {
    JsonNode user =
        users().stream()
            .filter(document -> document.at("/metadata/name").asText().equals(name))
            .findFirst()
            .orElseThrow();
    Map<String, Set<String>> rights = new TreeMap<>();
    for (JsonNode acl : user.at("/spec/authorization/acls")) {
      JsonNode resource = acl.get("resource");
      Set<String> operations = new TreeSet<>();
      acl.get("operations").forEach(operation -> operations.add(operation.asText()));
      rights.put(resource.get("type").asText() + " " + resource.get("name").asText(), operations);
    }
    return rights;
  }

  private static List<JsonNode> users() {
    return Manifests.ofKind(Manifests.sources(), "KafkaUser");
  }
}
