package io.wood.kit;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.wood.contracts.api.ProblemDetail;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.Topic;
import io.wood.kit.artifact.StoredPicture;
import io.wood.kit.event.EventConsumer;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.PermanentFailure;
import io.wood.kit.event.TopicLog;
import io.wood.kit.thread.BackgroundThreads;
import io.wood.kit.thread.TracedWork;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Json;
import io.wood.store.MissingObjectException;
import io.wood.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit in a small service, with a real broker and a real store. */
@QuarkusTest
@QuarkusTestResource(WoodTestResource.class)
@TestProfile(KitIT.Settings.class)
class KitIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Version and trace of a W3C {@code traceparent}. */
  private static final int TRACE_CHARACTERS = 35;

  @Inject EventPublisher publisher;
  @Inject TopicLog log;
  @Inject ArtifactStore store;
  @Inject BackgroundThreads threads;

  /** The service's settings. */
  public static final class Settings implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.application.name", "kit-test",
          "quarkus.otel.sdk.disabled", "false",
          "mp.messaging.incoming.candidates.connector", "smallrye-kafka",
          "mp.messaging.incoming.candidates.topic", "wood.candidates.published",
          "mp.messaging.incoming.candidates.group.id", "kit-test",
          "mp.messaging.incoming.candidates.dead-letter-queue.topic",
              "wood.candidates.published.dlq");
    }
  }

  /** A handler as every service has one. */
  @ApplicationScoped
  static class Handler {
    static final List<String> HANDLED = Collections.synchronizedList(new ArrayList<>());
    static final Map<String, Integer> TRIES = new ConcurrentHashMap<>();
    static final CountDownLatch HELD = new CountDownLatch(1);
    static final CountDownLatch RELEASE = new CountDownLatch(1);

    @Inject EventConsumer events;
    @Inject EventPublisher publisher;

    @Incoming("candidates")
    @Blocking
    void on(ConsumerRecord<String, byte[]> record) {
      events.handle(record, CandidatePublished.class, this::use);
    }

    private void use(CandidatePublished event) {
      int tries = TRIES.merge(event.name(), 1, Integer::sum);
      if (event.name().startsWith("hiccup") && tries < 3) {
        throw new StoreUnavailableException("not now", null);
      }
      if (event.name().startsWith("linkage") && tries < 2) {
        throw new NoClassDefFoundError("a library of this process");
      }
      if (event.name().startsWith("held")) {
        HELD.countDown();
        awaitRelease();
        throw new PermanentFailure("held, and failed for good");
      }
      if (event.name().startsWith("mended") && tries < 2) {
        throw new PermanentFailure("not before it is mended");
      }
      if (event.name().startsWith("gone")) {
        throw new MissingObjectException("candidates", event.artifact().key());
      }
      if (event.name().startsWith("traced")) {
        publisher.publish(
            new ImageRefined(
                "traced", RefinementStage.CAM, event.image(), Map.of(), "a test", Instant.EPOCH));
      }
      HANDLED.add(event.name());
    }
  }

  private static void awaitRelease() {
    try {
      Handler.RELEASE.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A body with a value of an enum. */
  public record VerdictBody(CurationDecided.Verdict verdict) {}

  /** Ways to fail over HTTP. */
  @Path("/test")
  public static class Failures {
    @GET
    @Path("{what}")
    public String fail(@PathParam("what") String what) {
      throw switch (what) {
        case "invalid" -> new IllegalArgumentException("score must lie in 0..1, not 7");
        case "down" -> new StoreUnavailableException("no answer", null);
        case "memory" -> throw new OutOfMemoryError("a test's");
        default -> new IllegalStateException("a secret detail");
      };
    }

    @POST
    @Path("verdict")
    @Consumes("application/json")
    public String decide(VerdictBody body) {
      return body.verdict().name();
    }

    @GET
    @Path("number")
    public String number(@QueryParam("of") int of) {
      return Integer.toString(of);
    }

    @GET
    @Path("picture")
    public jakarta.ws.rs.core.Response picture() {
      return StoredPicture.shown("GIF89a<script>".getBytes(UTF_8)).build();
    }

    @POST
    @Path("event")
    public String take(CandidatePublished event) {
      return event.name();
    }
  }

  @Test
  void publishesWithCloudEventsHeadersAndTheKey() {
    CandidatePublished event = event("headers");

    publisher.publish(event);

    ConsumerRecord<String, byte[]> record;
    try (KafkaProbe probe = KafkaProbe.ofTest()) {
      record = probe.await(topic(), TIMEOUT, candidate -> event.key().equals(candidate.key()));
    }
    assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(record, "ce_id")).isEqualTo(event.eventId());
    assertThat(header(record, "ce_type")).isEqualTo("wood.candidate.published.v1");
    assertThat(header(record, "ce_source")).isEqualTo("/wood/kit-test");
    assertThat(Instant.parse(header(record, "ce_time"))).isBeforeOrEqualTo(Instant.now());
    assertThat(header(record, "content-type")).isEqualTo("application/json");
  }

  @Test
  void aTraceGoesOnInTheEventsThatAHandlerPublishes() {
    CandidatePublished event = event("traced");
    String trace = UUID.randomUUID().toString().replace("-", "");
    ConsumerRecord<String, byte[]> record;
    try (KafkaProbe probe = KafkaProbe.ofTest()) {
      probe.send(
          topic(),
          event.key(),
          Json.canonical(event),
          "ce_type",
          Topic.CANDIDATES_PUBLISHED.type(),
          "traceparent",
          "00-" + trace + "-00f067aa0ba902b7-01");
      record =
          probe.await(
              Topic.IMAGES_REFINED.topicName(),
              TIMEOUT,
              refined -> new String(refined.value(), UTF_8).contains(event.image()));
    }
    assertThat(header(record, "traceparent")).startsWith("00-" + trace + "-");
  }

  @Test
  void whatABackgroundThreadPublishesIsOneTrace() {
    CandidatePublished first = event("first-of-a-trace");
    CandidatePublished second = event("second-of-a-trace");
    TracedWork.call(
        "work",
        "mine",
        () -> {
          publisher.publishAll(List.of(first, second));
          return 2;
        });
    publisher.publish(event("after-the-trace"));

    try (KafkaProbe probe = KafkaProbe.ofTest()) {
      List<String> traces =
          Stream.of("first-of-a-trace", "second-of-a-trace", "after-the-trace")
              .map(
                  name ->
                      probe.await(
                          topic(),
                          TIMEOUT,
                          record -> new String(record.value(), UTF_8).contains(name)))
              .map(record -> header(record, "traceparent").substring(0, TRACE_CHARACTERS))
              .toList();
      assertThat(traces.get(0)).isEqualTo(traces.get(1)).isNotEqualTo(traces.get(2));
    }
  }

  @Test
  void aBrokenRecordGoesToTheDeadLetterTopicWithItsReasonAndItsNeighboursAreHandled() {
    CandidatePublished before = event("before");
    CandidatePublished after = event("after");
    String broken = UUID.randomUUID().toString();
    try (KafkaProbe probe = KafkaProbe.ofTest()) {
      probe.publish(before);
      probe.send(topic(), broken, "{\"image\": \"broken\"".getBytes(UTF_8));
      probe.publish(after);

      ConsumerRecord<String, byte[]> dead =
          probe.await(
              Topic.CANDIDATES_PUBLISHED.deadLetterName(),
              TIMEOUT,
              record -> broken.equals(record.key()));
      assertThat(header(dead, "dead-letter-reason"))
          .contains(topic() + "-")
          .contains("not a CandidatePublished");
      assertThat(header(dead, "dead-letter-topic")).isEqualTo(topic());
    }
    Awaitility.await()
        .atMost(TIMEOUT)
        .untilAsserted(() -> assertThat(Handler.HANDLED).contains("before", "after"));
  }

  @Test
  void aDeadLetterThatIsTooLargeIsCutAndSaysWhatTheWholeWas() {
    byte[] whole = new byte[1_048_400];
    new Random(1).nextBytes(whole);
    String key = UUID.randomUUID().toString();
    CandidatePublished after = event("after-the-large-one");
    try (KafkaProbe probe = KafkaProbe.ofTest()) {
      probe.send(topic(), key, whole);
      probe.publish(after);

      ConsumerRecord<String, byte[]> dead =
          probe.await(
              Topic.CANDIDATES_PUBLISHED.deadLetterName(),
              TIMEOUT,
              record -> key.equals(record.key()));
      assertThat(dead.value()).isEqualTo(Arrays.copyOf(whole, dead.value().length));
      assertThat(dead.value().length).isBetween(1, whole.length - 1);
      assertThat(header(dead, "dead-letter-body-size")).isEqualTo("1048400");
      assertThat(header(dead, "dead-letter-body-sha256")).isEqualTo(Hashes.sha256(whole));
      assertThat(header(dead, "dead-letter-reason")).contains("not a CandidatePublished");
      assertThat(header(dead, "dead-letter-topic")).isEqualTo(topic());
    }
    Awaitility.await()
        .atMost(TIMEOUT)
        .untilAsserted(() -> assertThat(Handler.HANDLED).contains("after-the-large-one"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "snappy", "lz4", "zstd"})
  void batchesOfEveryCompressionAreRead(String codec) {
    try (KafkaProbe probe = KafkaProbe.compressing(codec)) {
      probe.publish(event("batch-" + codec));
    }

    Awaitility.await()
        .atMost(TIMEOUT)
        .untilAsserted(() -> assertThat(Handler.HANDLED).contains("batch-" + codec));
  }

  @Test
  void anEventThatIsTooLargeIsAPermanentFailure() {
    ImageRefined large =
        new ImageRefined(
            "run",
            RefinementStage.CAM,
            "a".repeat(64),
            Map.of(),
            "x".repeat(1_100_000),
            Instant.EPOCH);

    assertThatThrownBy(() -> publisher.publish(large))
        .isInstanceOf(PermanentFailure.class)
        .hasMessageContaining("cannot be published");
  }

  @Test
  void theLivenessCheckShowsEveryThreadAndFailsWhenOneHasEnded() {
    AtomicBoolean alive = new AtomicBoolean(true);
    threads.add("test-thread", alive::get);
    given()
        .get("/q/health/live")
        .then()
        .statusCode(200)
        .body(
            "checks.find { it.name == 'background-threads' }.data.'test-thread'", equalTo("alive"));

    alive.set(false);

    given()
        .get("/q/health/live")
        .then()
        .statusCode(503)
        .body(
            "checks.find { it.name == 'background-threads' }.data.'test-thread'", equalTo("ended"));
    alive.set(true);
  }

  @Test
  void aMissingObjectIsPermanentAndAHiccupOrAnErrorOfTheProcessIsNot() {
    CandidatePublished hiccup = event("hiccup");
    CandidatePublished gone = event("gone");

    publisher.publish(hiccup);
    publisher.publish(event("linkage"));
    publisher.publish(gone);

    try (KafkaProbe probe = KafkaProbe.ofTest()) {
      ConsumerRecord<String, byte[]> dead =
          probe.await(
              Topic.CANDIDATES_PUBLISHED.deadLetterName(),
              TIMEOUT,
              record -> gone.key().equals(record.key()));
      assertThat(header(dead, "dead-letter-reason")).contains(gone.artifact().key());
    }
    Awaitility.await()
        .atMost(TIMEOUT)
        .untilAsserted(() -> assertThat(Handler.HANDLED).contains("hiccup", "linkage"));
    assertThat(Handler.TRIES).containsEntry("hiccup", 3).containsEntry("gone", 1);
  }

  @Test
  void readsAWholeTopicUpToItsEndOrToACut() {
    CandidatePublished first = event("first");
    publisher.publish(first);
    List<String> read = new ArrayList<>();
    Map<Integer, Long> cut =
        log.read(CandidatePublished.class, Map.of(), event -> read.add(event.name()));
    publisher.publish(event("later"));

    List<String> again = new ArrayList<>();
    Map<Integer, Long> sameCut =
        log.read(CandidatePublished.class, cut, event -> again.add(event.name()));

    assertThat(read).contains("first").doesNotContain("later");
    assertThat(again).containsExactlyInAnyOrderElementsOf(read);
    assertThat(sameCut).isEqualTo(cut);
    assertThat(cut).hasSize(Topic.CANDIDATES_PUBLISHED.partitions());
  }

  @Test
  void findsAnEventInTheLogByItsIdFromATimeOn() {
    Instant before = Instant.now();
    CandidatePublished event = event("in the log");
    publisher.publish(event);

    assertThat(log.holds(event, before)).isTrue();
    assertThat(log.holds(event("not there"), before)).isFalse();
    assertThat(log.holds(event, Instant.now().plusSeconds(3600))).isFalse();
  }

  @Test
  void anEmptyTopicIsReadAtOnce() {
    List<RefinementCompleted> read = new ArrayList<>();

    log.read(RefinementCompleted.class, Map.of(), read::add);

    assertThat(read).isEmpty();
  }

  @Test
  void isReadyWhenKafkaAndTheStoreAnswer() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.name", hasItem("object store"))
        .body("checks.name", hasItem("Kafka connection health check"));
  }

  @Test
  void countsRequestsToTheStore() {
    store.put("candidates", "metrics", new byte[1], "text/plain");

    given().get("/q/metrics").then().statusCode(200).body(containsString("wood_store_requests"));
  }

  @Test
  void failuresAreProblemDetails() {
    given()
        .get("/test/invalid")
        .then()
        .statusCode(400)
        .contentType(ProblemDetail.MEDIA_TYPE)
        .body("title", equalTo("Bad Request"))
        .body("detail", equalTo("score must lie in 0..1, not 7"));
    given().get("/test/down").then().statusCode(503).header("Retry-After", "5");
    given().get("/test/memory").then().statusCode(503).header("Retry-After", "5");
    given()
        .get("/test/fault")
        .then()
        .statusCode(500)
        .contentType(ProblemDetail.MEDIA_TYPE)
        .body(not(containsString("secret")));
    given().get("/nowhere").then().statusCode(404);
  }

  @Test
  void aBodyThatIsNoSuchRecordIsNamed() {
    given()
        .contentType("application/json")
        .body("{\"image\": \"xyz\"}")
        .post("/test/event")
        .then()
        .statusCode(400)
        .contentType(ProblemDetail.MEDIA_TYPE)
        .body("detail", containsString("image must be 64 lower-case hexadecimal digits"));
  }

  @Test
  void everyRefusalIsAProblemThatNamesItsRemedy() {
    problem(
        given()
            .contentType("application/json")
            .body("{\"verdict\": \"MAYBE\"}")
            .post("/test/verdict"),
        400,
        "APPROVED");
    problem(
        given().contentType("application/json").body("{\"verdict\":").post("/test/verdict"),
        400,
        "");
    problem(
        given().contentType("text/csv").body("a,b").post("/test/verdict"), 415, "/test/verdict");
    problem(given().get("/api/nowhere"), 404, "/api/nowhere");
    problem(given().delete("/test/invalid"), 405, "DELETE");
    problem(given().get("/test/number?of=many"), 404, "many");
    problem(
        given().contentType("application/json").body(new byte[2 << 20]).post("/test/verdict"),
        413,
        "at most 1048576");
  }

  /** A client that offers HTTP/2 gets no other rules by it. */
  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aBodyOfUnknownLengthIsRefusedBeforeItIsRead(HttpClient.Version version) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newBuilder()
            .version(version)
            .build()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/test/verdict"))
                    .header("Content-Type", "application/json")
                    .POST(
                        HttpRequest.BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream("{}".getBytes(UTF_8))))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(411);
    assertThat(answer.body()).contains("Content-Length");
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
  }

  private static void problem(Response response, int status, String detail) {
    response
        .then()
        .statusCode(status)
        .contentType(ProblemDetail.MEDIA_TYPE)
        .body("status", equalTo(status))
        .body("detail", containsString(detail));
  }

  @Test
  void answersCarryTheSecurityHeaders() {
    given()
        .get("/q/health/live")
        .then()
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Content-Security-Policy", containsString("default-src 'self'; img-src 'self'"));
  }

  @Test
  void bytesOfTheStoreAreServedAsWhatTheyAreInASandbox() {
    given()
        .get("/test/picture")
        .then()
        .statusCode(200)
        .contentType("image/gif")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; sandbox");
  }

  @Test
  void whereNobodySignsInOnlyThisMachineIsAnsweredAndNoPageOfAnotherSite() {
    given()
        .header("Host", "evil.example")
        .get("/test/invalid")
        .then()
        .statusCode(403)
        .contentType(ProblemDetail.MEDIA_TYPE)
        .header("X-Content-Type-Options", "nosniff")
        .body("detail", containsString("wood.access.open"));
    for (String site : List.of("cross-site", "same-site")) {
      given()
          .header("Sec-Fetch-Site", site)
          .contentType("application/json")
          .body("{}")
          .post("/test/event")
          .then()
          .statusCode(403)
          .contentType(ProblemDetail.MEDIA_TYPE)
          .body("detail", containsString("another site"));
    }
  }

  static CandidatePublished event(String name) {
    String hash = Hashes.sha256((name + UUID.randomUUID()).getBytes(UTF_8));
    ArtifactRef ref = new ArtifactRef("candidates", "images/" + hash, hash, 1, "image/png");
    return new CandidatePublished(hash, ref, name, "test", Instant.now());
  }

  private static String topic() {
    return Topic.CANDIDATES_PUBLISHED.topicName();
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }
}
