package io.wood.curation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.contracts.event.CurationDecided;
import io.wood.curation.page.Browser;
import io.wood.curation.page.ReviewerScript;
import io.wood.kit.KafkaProbe;
import io.wood.kit.WoodTestResource;
import io.wood.store.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas of the packaged service, killed and started again, and a broker that is stopped. */
@Tag("faults")
public class OutageIT {
  public static final int CANDIDATES = 60;

  private static final int DECISIONS = 120;
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final WoodTestResource KIT = new WoodTestResource();

  @TempDir static Path directory;

  private static KafkaProbe kafka;
  private static ServiceProcess one;
  private static ServiceProcess other;

  @BeforeAll
  static void start() {
    Map<String, String> settings = new TreeMap<>(KIT.start());
    // A request is not to hang longer than a test can wait.
    settings.put("mp.messaging.connector.smallrye-kafka.delivery.timeout.ms", "4000");
    settings.put("mp.messaging.connector.smallrye-kafka.request.timeout.ms", "2000");
    settings.put("mp.messaging.connector.smallrye-kafka.max.block.ms", "3000");
    kafka = new KafkaProbe(settings.get("kafka.bootstrap.servers"));
    for (int i = 0; i < CANDIDATES; i++) {
      kafka.publish(Samples.ranked(i));
    }
    one = new ServiceProcess(directory.resolve("one"), settings);
    other = new ServiceProcess(directory.resolve("other"), settings);
    CompletableFuture.allOf(
            CompletableFuture.runAsync(one::start), CompletableFuture.runAsync(other::start))
        .join();
  }

  @AfterAll
  static void stop() {
    Stream.of(one, other).forEach(ServiceProcess::close);
    kafka.close();
    KIT.stop();
  }

  @Test
  void everyAcknowledgedDecisionIsInTheLogThoughServicesAreKilled() throws IOException {
    // Given: a reviewer at each replica
    ReviewerScript ann = new ReviewerScript(one, "ann", DECISIONS);
    ReviewerScript bob = new ReviewerScript(other, "bob", DECISIONS);
    CompletableFuture<Void> work =
        CompletableFuture.allOf(CompletableFuture.runAsync(ann), CompletableFuture.runAsync(bob));

    // When: one is killed and comes back, then the other, whose view is deleted meanwhile
    await("some decisions", () -> ann.acknowledged().size() >= DECISIONS / 5);
    one.kill();
    one.start();
    await("more decisions", () -> bob.acknowledged().size() >= DECISIONS / 2);
    other.kill();
    delete(directory.resolve("other"));
    other.start();
    work.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();

    // Then: all of them are in the log, and both views hold each once and say the same
    Set<String> acknowledged = new HashSet<>(ann.acknowledged());
    acknowledged.addAll(bob.acknowledged());
    assertThat(acknowledged).hasSize(2 * DECISIONS);
    assertThat(kafka.present(CurationDecided.class).map(CurationDecided::decision))
        .containsAll(acknowledged);
    await("the same view", () -> dump(one).equals(dump(other)));
    assertThat(decisions(one)).containsAll(acknowledged).doesNotHaveDuplicates();
  }

  @Test
  void eachReplicaNotifiesItsPagesOfDecisionsAtTheOther() {
    // Given
    List<String> heard = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> listening =
        HttpClient.newHttpClient()
            .sendAsync(
                HttpRequest.newBuilder(other.address().resolve("api/events")).build(),
                BodyHandlers.ofLines())
            .thenAccept(answer -> answer.body().forEach(heard::add));
    await("the line", () -> !heard.isEmpty());

    // When
    String image = Samples.hash(1);
    one.post(
        "api/decisions",
        "{\"reviewer\":\"cat\",\"decisions\":[{\"image\":\"%s\",\"verdict\":\"PRUNED\"}]}"
            .formatted(image));

    // Then
    await("the news", () -> heard.stream().anyMatch(line -> line.contains(image)));
    listening.cancel(true);
  }

  @Test
  void thePageKeepsDecisionsWhileTheBrokerIsDown() throws IOException {
    try (Browser browser = Browser.open()) {
      // Given
      browser.visit(one.address());
      browser.introduce("Dora", 9);
      browser.press("a", "p");
      browser.waitFor("two saved", () -> decidedBy("Dora").size() == 2);
      browser.waitUntilSaved();

      // When: the broker stops
      List<String> made;
      KIT.stopBroker();
      try {
        browser.press("a", "p", "a", "p");

        // Then: the page says so, and forgets nothing when it is loaded again
        browser.waitFor("four unsaved", () -> browser.text("#unsaved").equals("4 unsaved"));
        browser.waitFor("the notice", () -> browser.text("#notices").contains("not saved yet"));
        browser.picture("broker-down");
        made = unsaved(browser);
        browser.reload();
        browser.waitForCards(9);
        browser.waitFor("still unsaved", () -> browser.text("#unsaved").equals("4 unsaved"));
        browser.picture("broker-down-reloaded");
      } finally {
        KIT.startBroker();
      }

      // Then: all of it is saved once the broker is back
      browser.waitUntilSaved();
      browser.picture("broker-back");
      assertThat(made).hasSize(4);
      assertThat(decidedBy("Dora")).hasSize(6).doesNotHaveDuplicates().containsAll(made);
      await("them in the view", () -> decisions(one).containsAll(made));
      await("the same view", () -> dump(one).equals(dump(other)));
      assertThat(decisions(other)).doesNotHaveDuplicates();
    }
  }

  /** Ids of the decisions that the page keeps because Kafka has not acknowledged them. */
  private static List<String> unsaved(Browser browser) {
    List<?> keys =
        (List<?>)
            browser.run(
                "return Object.keys(localStorage).filter(key => key.includes('unsaved'))"
                    + ".map(key => key.split('.').pop())");
    return keys.stream().map(String.class::cast).toList();
  }

  private static List<String> decidedBy(String reviewer) {
    return kafka
        .present(CurationDecided.class)
        .filter(decision -> decision.reviewer().equals(reviewer))
        .map(CurationDecided::decision)
        .toList();
  }

  private static List<String> decisions(ServiceProcess service) {
    return service
        .get("api/export.jsonl")
        .orElseThrow()
        .lines()
        .map(line -> json(line).get("decision").asText())
        .toList();
  }

  /** All that a replica shows: every candidate and every decision. */
  private static List<Object> dump(ServiceProcess service) {
    List<Object> dump = new ArrayList<>();
    dump.add(json(service.get("api/candidates?status=ALL&limit=500").orElseThrow()));
    dump.add(service.get("api/export.jsonl").orElseThrow());
    JsonNode statistics = json(service.get("api/statistics").orElseThrow());
    dump.add(statistics.get("classes"));
    dump.add(statistics.get("sources"));
    dump.add(statistics.get("models"));
    return dump;
  }

  private static JsonNode json(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(TIMEOUT).ignoreExceptions().until(condition);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
