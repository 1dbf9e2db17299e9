package io.wood.ranker;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.wood.contracts.api.ProblemDetail;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateDismissed.Reason;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.kit.KafkaProbe;
import io.wood.kit.MonitoredMetrics;
import io.wood.kit.WoodTestResource;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.RgbImage;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Json;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The service with a real broker, a real store and a small network. The order tells one story. */
@QuarkusTest
@QuarkusTestResource(WoodTestResource.class)
@TestProfile(RankerIT.Settings.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RankerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final NetworkSpec SMALL = new NetworkSpec("small", 16);
  private static final List<String> CLASSES = List.of("boat", "bird", "train");
  private static final int CANDIDATES = 40;
  private static final int MOST_BYTES = 65_536;

  private static KafkaProbe probe;
  private static final List<CandidatePublished> OFFERED = new ArrayList<>();

  @Inject ArtifactStore store;

  /** Small limits, so that the test need not send much to exceed them. */
  public static final class Settings implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("wood.ranker.image.max-bytes", Integer.toString(MOST_BYTES));
    }
  }

  @BeforeAll
  static void connect() {
    probe = KafkaProbe.ofTest();
  }

  @AfterAll
  static void disconnect() {
    probe.close();
  }

  @Test
  @Order(1)
  void candidatesWaitWhileThereIsNoModel() {
    for (int i = 0; i < CANDIDATES; i++) {
      OFFERED.add(publish(scene(i), "scene-" + i));
    }

    given()
        .get("/api/status")
        .then()
        .statusCode(200)
        .body("model", equalTo(null))
        .body("problem", equalTo("no base classifier has been trained yet"));
    given().get("/q/health/ready").then().statusCode(200);
    MonitoredMetrics.assertExposed("ranker", given().get("/q/metrics").asString());
  }

  @Test
  @Order(2)
  void theFirstBaseClassifierScoresEveryOneOfThem() throws Exception {
    ClassifierTrained base = train("base-1", Arm.BASE, 1);

    Map<String, Event> outcomes = outcomes(base.model().weights().sha256(), CANDIDATES);

    assertThat(outcomes.keySet()).isEqualTo(images());
    for (Event event : outcomes.values()) {
      if (event instanceof CandidateRanked ranked) {
        assertThat(ranked.score()).isGreaterThanOrEqualTo(.5);
        assertThat(ranked.scores().keySet()).containsExactlyInAnyOrderElementsOf(CLASSES);
        assertThat(ranked.embedding()).hasSize(16);
        assertThat(ImageDecoder.decode(store.get(ranked.overlay())).width()).isEqualTo(64);
      } else if (event instanceof CandidateDismissed dismissed) {
        assertThat(dismissed.reason()).isEqualTo(Reason.BELOW_THRESHOLD);
        assertThat(dismissed.score()).isLessThan(.5);
      }
    }
  }

  @Test
  @Order(3)
  void brokenCandidatesAreDismissedAndTheirNeighboursAreScored() {
    CandidatePublished text = publish("not a picture".getBytes(UTF_8), "notes.txt");
    CandidatePublished gone = publish(scene(900), "gone");
    store.delete(Buckets.CANDIDATES, gone.artifact().key());
    CandidatePublished lost =
        new CandidatePublished(gone.image(), gone.artifact(), "lost", "test", Instant.now());
    probe.publish(lost);
    probe.send(Topic.CANDIDATES_PUBLISHED.topicName(), text.image(), "{".getBytes(UTF_8));
    CandidatePublished good = publish(scene(901), "good");

    List<CandidateDismissed> dismissed =
        probe.await(
            CandidateDismissed.class, 1, PATIENCE, event -> event.image().equals(text.image()));
    ConsumerRecord<String, byte[]> dead =
        probe.await(
            Topic.CANDIDATES_PUBLISHED.deadLetterName(),
            PATIENCE,
            record -> text.image().equals(record.key()));

    assertThat(dismissed.get(0).reason()).isEqualTo(Reason.UNUSABLE);
    assertThat(dismissed.get(0).detail()).contains("not an image");
    assertThat(new String(dead.headers().lastHeader("dead-letter-reason").value(), UTF_8))
        .contains("not a CandidatePublished");
    probe.await(
        Topic.CANDIDATES_PUBLISHED.deadLetterName(),
        PATIENCE,
        record -> gone.image().equals(record.key()));
    Awaitility.await().atMost(PATIENCE).until(() -> isRanked(good.image()));
  }

  /** More of them than candidates are in work at once: each would hold one of the workers. */
  @Test
  @Order(3)
  void aToolThatNamesAWrongBucketOrKeyDoesNotStopTheOthers() {
    String topic = Topic.CANDIDATES_PUBLISHED.topicName();
    String longSegment = "images/" + "n".repeat(300);
    for (int i = 0; i < 40; i++) {
      CandidatePublished right = Samples.published(store, scene(700 + i), "typo-" + i);
      String body = new String(Json.canonical(right), UTF_8);
      probe.send(
          topic, right.image(), body.replace("\"candidates\"", "\"candidate\"").getBytes(UTF_8));
      String key = right.artifact().key();
      probe.send(topic, right.image(), body.replace(key, longSegment).getBytes(UTF_8));
      if (i % 20 == 0) {
        probe.send(topic, right.image(), body.replace(key, key + "/x").getBytes(UTF_8));
      }
    }
    Instant before = Instant.now();
    CandidatePublished good = publish(scene(799), "after the typos");

    Awaitility.await().atMost(PATIENCE).until(() -> isRanked(good.image()));
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
    ConsumerRecord<String, byte[]> dead =
        probe.await(
            Topic.CANDIDATES_PUBLISHED.deadLetterName(),
            PATIENCE,
            record -> new String(record.value(), UTF_8).contains("\"candidate\""));
    assertThat(new String(dead.headers().lastHeader("dead-letter-reason").value(), UTF_8))
        .contains("artifact.bucket must be candidates, not 'candidate'");
    ConsumerRecord<String, byte[]> below =
        probe.await(
            Topic.CANDIDATES_PUBLISHED.deadLetterName(),
            PATIENCE,
            record -> new String(record.value(), UTF_8).contains("/x\""));
    assertThat(new String(below.headers().lastHeader("dead-letter-reason").value(), UTF_8))
        .contains("the store fails on object images/");
  }

  @Test
  @Order(4)
  void aNewBaseClassifierIsAdoptedAndScoresEverythingAgainOnRequest() throws Exception {
    ClassifierTrained second = train("base-2", Arm.BASE, 2);
    train("wood-1", Arm.WOOD, 3);
    awaitModel("base-2");

    given().post("/api/rerank").then().statusCode(202);

    Map<String, Event> outcomes = outcomes(second.model().weights().sha256(), CANDIDATES + 1);
    assertThat(outcomes.keySet()).containsAll(images());
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                given()
                    .get("/api/rerank")
                    .then()
                    .body("running", equalTo(false))
                    .body("state", equalTo("SUCCEEDED"))
                    // The image without a file is in the log twice: it was published again. Two
                    // more events name a key that the store cannot read.
                    .body("failed", equalTo(4)));
  }

  @Test
  @Order(4)
  void aSelectionIsScoredByAnotherClassifierThanTheActiveOne() throws Exception {
    ClassifierTrained other = train("wood-2", Arm.WOOD, 4);
    String image = OFFERED.get(7).image();
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> given().get("/api/model").then().body("known.experiment", hasItem("wood-2")));

    String id =
        given()
            .contentType("application/json")
            .body("{\"experiment\": \"wood-2\", \"images\": [\"%s\"]}".formatted(image))
            .post("/api/rerankings")
            .then()
            .statusCode(202)
            .body("experiment", equalTo("wood-2"))
            .extract()
            .path("reranking");

    Map<String, Event> outcomes = outcomes(other.model().weights().sha256(), 1);
    assertThat(outcomes.keySet()).containsExactly(image);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                given()
                    .get("/api/rerankings/" + id)
                    .then()
                    .body("state", equalTo("SUCCEEDED"))
                    .body("selected", equalTo(1)));
    given().delete("/api/rerankings/" + id).then().statusCode(409);
    given().delete("/api/rerankings/rerank-9").then().statusCode(404);
    given()
        .contentType("application/json")
        .body("{\"images\": []}")
        .post("/api/rerankings")
        .then()
        .statusCode(400)
        .body("detail", containsString("images is empty"));
  }

  @Test
  @Order(5)
  void aPersonChoosesAnotherClassifier() {
    given()
        .contentType("application/json")
        .body("{\"experiment\": \"nobody\"}")
        .put("/api/model")
        .then()
        .statusCode(404)
        .contentType(ProblemDetail.MEDIA_TYPE)
        .body("detail", containsString("nobody"));
    given()
        .contentType("application/json")
        .body("{\"experiment\": \"wood-1\"}")
        .put("/api/model")
        .then()
        .statusCode(202);

    awaitModel("wood-1");
    given()
        .get("/api/model")
        .then()
        .body("choice", equalTo("wood-1"))
        .body("known.experiment", hasItem("base-2"));
  }

  @Test
  @Order(6)
  void anUploadIsStoredAndPublishedAndTheSameImageTwiceIsOneCandidate() {
    byte[] file = scene(1000);
    String hash = Hashes.sha256(file);

    upload(file, "lake.png").then().statusCode(202).body("known", equalTo(false));
    upload(file, "copy.png")
        .then()
        .statusCode(202)
        .body("image", equalTo(hash))
        .body("known", equalTo(true));

    List<CandidatePublished> published =
        probe.await(CandidatePublished.class, 2, PATIENCE, event -> event.image().equals(hash));
    assertThat(published)
        .extracting(CandidatePublished::eventId)
        .containsExactly("published:" + hash + ":upload", "published:" + hash + ":upload");
    assertThat(published.get(0).name()).isEqualTo("lake.png");
    assertThat(store.get(published.get(0).artifact())).isEqualTo(file);
  }

  @Test
  @Order(7)
  void uploadsThatAreNoImagesOrTooLargeAreProblems() {
    upload("text".getBytes(UTF_8), "a.png")
        .then()
        .statusCode(415)
        .contentType(ProblemDetail.MEDIA_TYPE)
        .body("detail", containsString("not an image"));
    upload(new byte[MOST_BYTES + 1], "b.png")
        .then()
        .statusCode(413)
        .contentType(ProblemDetail.MEDIA_TYPE)
        .body("detail", containsString("at most 65536 are accepted"));
    given()
        .multiPart("picture", "a.png", scene(1), "image/png")
        .post("/api/candidates")
        .then()
        .statusCode(400)
        .body("detail", containsString("'image'"));
    given()
        .header("Sec-Fetch-Site", "cross-site")
        .multiPart("image", "a.png", scene(1), "image/png")
        .post("/api/candidates")
        .then()
        .statusCode(403);
  }

  @Test
  @Order(8)
  void aLargeFileComesThroughALink() throws Exception {
    byte[] file = scene(2000);
    String announcement =
        "{\"sha256\": \"%s\", \"size\": %d, \"name\": \"big.png\", \"source\": \"tool\"}"
            .formatted(Hashes.sha256(file), file.length);
    String link =
        given()
            .contentType("application/json")
            .body(announcement)
            .post("/api/candidates/uploads")
            .then()
            .statusCode(200)
            .extract()
            .path("put");
    String confirm = "/api/candidates/uploads/" + Hashes.sha256(file);
    given()
        .contentType("application/json")
        .body(announcement)
        .post(confirm)
        .then()
        .statusCode(404)
        .contentType(ProblemDetail.MEDIA_TYPE);

    int put =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(link))
                    .PUT(BodyPublishers.ofByteArray(file))
                    .build(),
                BodyHandlers.discarding())
            .statusCode();

    assertThat(put).isEqualTo(200);
    given()
        .contentType("application/json")
        .body(announcement)
        .post(confirm)
        .then()
        .statusCode(202)
        .body("image", equalTo(Hashes.sha256(file)));
    Awaitility.await().atMost(PATIENCE).until(() -> isRanked(Hashes.sha256(file)));
  }

  @Test
  @Order(9)
  void thePageAndTheMetricsShowWhatWasDone() {
    given().get("/").then().statusCode(200).body(containsString("Latest hard OoD candidates"));
    given().get("/wood/wood.css").then().statusCode(200);
    given().get("/api/status").then().body("counts.unusable", greaterThan(0));
    given()
        .get("/q/metrics")
        .then()
        .body(containsString("wood_ranker_images_seconds_count{outcome="))
        .body(containsString("wood_ranker_batch_max"));
  }

  private Response upload(byte[] file, String name) {
    return given().multiPart("image", name, file, "image/png").post("/api/candidates");
  }

  private static boolean isRanked(String image) {
    return Stream.concat(
            probe.present(CandidateRanked.class), probe.present(CandidateDismissed.class))
        .anyMatch(event -> event.key().equals(image));
  }

  private static void awaitModel(String experiment) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                given()
                    .get("/api/status")
                    .then()
                    .body("model.experiment", equalTo(experiment))
                    .body("problem", equalTo("")));
  }

  /** What was said about each image by the classifier of these weights. */
  private static Map<String, Event> outcomes(String weights, int count) {
    Map<String, Event> outcomes = new HashMap<>();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              probe
                  .present(CandidateRanked.class)
                  .filter(event -> event.model().weights().sha256().equals(weights))
                  .forEach(event -> outcomes.put(event.image(), event));
              probe
                  .present(CandidateDismissed.class)
                  .filter(event -> event.model() != null)
                  .filter(event -> event.model().weights().sha256().equals(weights))
                  .forEach(event -> outcomes.put(event.image(), event));
              return outcomes.size() >= count;
            });
    return outcomes;
  }

  private static Set<String> images() {
    return OFFERED.stream().map(CandidatePublished::image).collect(Collectors.toSet());
  }

  private CandidatePublished publish(byte[] file, String name) {
    CandidatePublished event = Samples.published(store, file, name);
    probe.publish(event);
    return event;
  }

  private ClassifierTrained train(String experiment, Arm arm, long seed) {
    ModelRef model = Samples.stored(store, experiment, SMALL, CLASSES, seed);
    ClassifierTrained trained = Samples.trained(model, arm, Instant.now());
    probe.publish(trained);
    return trained;
  }

  /** A picture of its own for every number. */
  private static byte[] scene(int number) {
    byte[] pixels = new byte[3 * 64 * 48];
    new Random(number).nextBytes(pixels);
    return ImageEncoder.png(new RgbImage(64, 48, pixels));
  }
}
