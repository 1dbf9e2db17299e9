package io.wood.kit;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.Topic;
import io.wood.log.EventRecords;
import io.wood.store.Json;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Dead letters are listed, published again and dropped over HTTP, with a real broker. */
@QuarkusTest
@QuarkusTestResource(WoodTestResource.class)
@TestProfile(KitIT.Settings.class)
class DeadLetterRepairIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String TOPIC = Topic.CANDIDATES_PUBLISHED.topicName();

  @Test
  void aRecordThatSucceedsWhenPublishedAgainLeavesTheList() {
    CandidatePublished event = KitIT.event("mended-" + UUID.randomUUID());
    byte[] body = Json.canonical(event);
    try (KafkaProbe probe = KafkaProbe.ofTest()) {
      probe.send(TOPIC, event.key(), body, "tool-header", "as it was");
      String id = onlyLetter(event.key());

      given()
          .get("/api/dead-letters/" + id)
          .then()
          .statusCode(200)
          .body("letter.reason", containsString("not before it is mended"))
          .body("letter.source", equalTo("test"))
          .body("headers.tool-header", equalTo("as it was"))
          .body("payload", equalTo(new String(body, UTF_8)));
      repair("redrive", ids(id)).body("repaired", equalTo(1)).body("refused", equalTo(0));

      Awaitility.await()
          .atMost(TIMEOUT)
          .untilAsserted(() -> assertThat(KitIT.Handler.HANDLED).contains(event.name()));
      assertThat(letters(event.key(), false).getInt("total")).isZero();
      JsonPath repaired = letters(event.key(), true);
      assertThat(repaired.getString("letters[0].repair.outcome")).isEqualTo("REDRIVEN");
      String place = repaired.getString("letters[0].repair.place");
      ConsumerRecord<String, byte[]> again =
          probe.await(TOPIC, TIMEOUT, record -> place.equals(EventRecords.place(record)));
      assertThat(again.key()).isEqualTo(event.key());
      assertThat(again.value()).isEqualTo(body);
      assertThat(again.headers())
          .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
          .containsExactly("tool-header=as it was");
    }
    repair("redrive", ids(letters(event.key(), true).getString("letters[0].id")))
        .body("repaired", equalTo(0))
        .body("results[0].detail", containsString("no such dead letter waits"));
  }

  @Test
  void aRecordThatFailsAgainComesBackAsANewDeadLetterThatNamesTheFirst() {
    String key = UUID.randomUUID().toString();
    try (KafkaProbe probe = KafkaProbe.ofTest()) {
      probe.send(TOPIC, key, "{\"image\": 7}".getBytes(UTF_8));
    }
    String first = onlyLetter(key);

    repair("redrive", ids(first)).body("repaired", equalTo(1));

    Awaitility.await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () -> {
              JsonPath open = letters(key, false);
              assertThat(open.getInt("total")).isEqualTo(1);
              assertThat(open.getString("letters[0].follows")).isEqualTo(first);
            });
    assertThat(letters(key, true).getList("letters.findAll { it.repair }.repair.outcome"))
        .containsExactly("FAILED_AGAIN");
  }

  @Test
  void aLetterThatWasCutIsPublishedAgainWhole() {
    byte[] whole = new byte[1_048_300];
    new Random(2).nextBytes(whole);
    String key = UUID.randomUUID().toString();
    try (KafkaProbe probe = KafkaProbe.ofTest()) {
      probe.send(TOPIC, key, whole);
      String id = onlyLetter(key);
      assertThat(letters(key, false).getInt("letters[0].size")).isEqualTo(whole.length);

      repair("redrive", ids(id)).body("repaired", equalTo(1));

      String place = letters(key, true).getString("letters.find { it.repair }.repair.place");
      ConsumerRecord<String, byte[]> again =
          probe.await(TOPIC, TIMEOUT, record -> place.equals(EventRecords.place(record)));
      assertThat(again.value()).isEqualTo(whole);
    }
  }

  @Test
  void allThatMatchAreDroppedAndTheOthersStay() {
    String source = "tool-" + UUID.randomUUID();
    String kept = UUID.randomUUID().toString();
    try (KafkaProbe probe = KafkaProbe.ofTest()) {
      for (int i = 0; i < 3; i++) {
        probe.send(TOPIC, "k" + i, "{\"source\": \"%s\"}".formatted(source).getBytes(UTF_8));
      }
      probe.send(TOPIC, kept, "{\"source\": \"another\"}".getBytes(UTF_8));
    }
    onlyLetter(kept);
    Awaitility.await().atMost(TIMEOUT).until(() -> get("?source=" + source).getInt("total") == 3);

    repair("drop", "{\"filter\": {\"source\": \"%s\"}}".formatted(source))
        .body("repaired", equalTo(3));

    assertThat(get("?source=" + source).getInt("total")).isZero();
    assertThat(get("?repaired=true&source=" + source).getList("letters.repair.outcome"))
        .containsOnly("DROPPED");
    assertThat(letters(kept, false).getInt("total")).isEqualTo(1);
  }

  @Test
  void aRepairThatNamesNothingOrAnUnknownTopicIsRefused() {
    given()
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/api/dead-letters/drop")
        .then()
        .statusCode(400)
        .body("detail", containsString("'ids'"));
    given()
        .get("/api/dead-letters?topic=nope")
        .then()
        .statusCode(400)
        .body("detail", containsString("there is no topic 'nope'"));
    given().get("/api/dead-letters/wood.candidates.published.dlq-0@99999").then().statusCode(404);
    given().get("/wood/dead-letters.html").then().statusCode(200);
  }

  private static String onlyLetter(String key) {
    Awaitility.await().atMost(TIMEOUT).until(() -> letters(key, false).getInt("total") == 1);
    return letters(key, false).getString("letters[0].id");
  }

  private static JsonPath letters(String key, boolean repaired) {
    return get("?key=" + key + "&repaired=" + repaired);
  }

  private static JsonPath get(String query) {
    return given().get("/api/dead-letters" + query).then().statusCode(200).extract().jsonPath();
  }

  private static String ids(String id) {
    return "{\"ids\": [\"%s\"]}".formatted(id);
  }

  private static ValidatableResponse repair(String what, String body) {
    return given()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/dead-letters/" + what)
        .then()
        .statusCode(200);
  }
}
