package io.wood.curation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateDismissed.Reason;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.Topic;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.kit.KafkaProbe;
import io.wood.kit.MonitoredMetrics;
import io.wood.kit.WoodTestResource;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.TopicLog;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.store.Manifests;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service's API with a real broker and a real store. */
@QuarkusTest
@QuarkusTestResource(WoodTestResource.class)
@QuarkusTestResource(WebhookResource.class)
class CurationIT {
  private static final int CANDIDATES = 12;
  private static final List<CandidateRanked> RANKED = new ArrayList<>();

  @Inject EventPublisher publisher;
  @Inject ArtifactStore store;
  @Inject TopicLog log;

  @ConfigProperty(name = "wood.curation.webhooks[0].url")
  String webhook;

  @BeforeEach
  void publishCandidates() {
    if (!RANKED.isEmpty()) {
      return;
    }
    SamplePictures pictures = new SamplePictures(store);
    for (int i = 0; i < CANDIDATES; i++) {
      CandidateRanked candidate = pictures.candidate(i);
      publisher.publish(candidate);
      RANKED.add(candidate);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> given().get("/api/statistics").jsonPath().getInt("candidates") == CANDIDATES);
  }

  @Test
  void exposesWhatAlertsAndDashboardAskFor() {
    MonitoredMetrics.assertExposed("curation", given().get("/q/metrics").asString());
  }

  @Test
  void listsInScoreOrderPageByPage() {
    List<Float> scores = new ArrayList<>();
    String cursor = null;
    do {
      RequestSpecification request = given().queryParam("status", "ALL").queryParam("limit", 5);
      if (cursor != null) {
        request.queryParam("cursor", cursor);
      }
      var page = request.get("/api/candidates").then().statusCode(200).extract().jsonPath();
      scores.addAll(page.getList("candidates.score"));
      cursor = page.getString("next");
    } while (cursor != null);

    assertThat(scores).hasSize(CANDIDATES).isSortedAccordingTo((a, b) -> Float.compare(b, a));
  }

  @Test
  void aDecisionIsAnEventAndCanBeUndone() {
    // When
    String image = RANKED.get(0).image();
    String decision =
        decide("ann", wish(image, "PRUNED", "\"classesSeen\":[\"dog\"],\"reason\":\"a dog\""))
            .statusCode(200)
            .body("results[0].result", equalTo("RECORDED"))
            .body("results[0].status", equalTo("PRUNED"))
            .extract()
            .path("results[0].decision");

    // Then
    CurationDecided event =
        decisions().stream().filter(d -> d.decision().equals(decision)).findFirst().orElseThrow();
    assertThat(event.verdict()).isEqualTo(Verdict.PRUNED);
    assertThat(event.reviewer()).isEqualTo("ann");
    assertThat(event.classesSeen()).containsExactly("dog");
    assertThat(event.artifact()).isEqualTo(RANKED.get(0).artifact());
    assertThat(event.score()).isEqualTo(RANKED.get(0).score());
    given()
        .get("/api/candidates/" + image)
        .then()
        .body("status", equalTo("PRUNED"))
        .body("reviewer", equalTo("ann"))
        .body("decision", equalTo(decision));

    // When
    client()
        .body("{\"reviewer\":\"bob\"}")
        .post("/api/decisions/" + decision + "/withdraw")
        .then()
        .statusCode(200)
        .body("result", equalTo("RECORDED"))
        .body("status", equalTo("OPEN"));

    // Then
    given()
        .get("/api/candidates/" + image + "/history")
        .then()
        .body("verdict", equalTo(List.of("PRUNED", "WITHDRAWN")))
        .body("[1].replaces", equalTo(decision));
    client()
        .body("{\"reviewer\":\"bob\"}")
        .post("/api/decisions/" + decision + "/withdraw")
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:wood:problem:stale"))
        .body("detail", containsString("nothing to withdraw"));
  }

  @Test
  void invalidDecisionsOfARequestAreReportedAndTheOthersRecorded() {
    decide(
            "ann",
            wish(RANKED.get(1).image(), "APPROVED", ""),
            wish(Samples.hash(4711), "APPROVED", ""),
            wish("<b>", "APPROVED", ""),
            wish(RANKED.get(2).image(), "APPROVED", ""))
        .statusCode(200)
        .body("results.result", equalTo(List.of("RECORDED", "REJECTED", "REJECTED", "RECORDED")))
        .body("results[1].problem.type", equalTo("urn:wood:problem:unknown-image"))
        .body("results[1].problem.detail", containsString(Samples.hash(4711)))
        .body("results[2].problem.status", equalTo(400));
  }

  @Test
  void concurrentDecisionsOfTwoReviewersAreRecordedAndShownAsAConflict() {
    String image = RANKED.get(3).image();
    decide("ann", wish(image, "APPROVED", "\"replaces\":\"none\""))
        .body("results[0].conflict", equalTo(false));
    decide("bob", wish(image, "PRUNED", "\"replaces\":\"none\""))
        .body("results[0].result", equalTo("RECORDED"))
        .body("results[0].conflict", equalTo(true));

    given()
        .get("/api/candidates?status=ALL&conflict=true")
        .then()
        .body("candidates.image", hasItem(image));
    given().get("/api/candidates/" + image + "/history").then().body("", hasSize(2));
  }

  @Test
  void aDecisionSentTwiceIsRecordedOnce() {
    String wish = wish(RANKED.get(4).image(), "APPROVED", "\"decision\":\"0123456789abcdef\"");
    decide("ann", wish).body("results[0].result", equalTo("RECORDED"));
    decide("ann", wish)
        .body("results[0].result", equalTo("UNCHANGED"))
        .body("results[0].decision", equalTo("0123456789abcdef"));

    assertThat(decisions()).filteredOn(d -> d.decision().equals("0123456789abcdef")).hasSize(1);
  }

  @Test
  void aNameWithMarkupStaysText() {
    decide("<script>alert(1)</script>", wish(RANKED.get(5).image(), "APPROVED", ""))
        .statusCode(200);
    given()
        .get("/api/candidates/" + RANKED.get(5).image())
        .then()
        .contentType(ContentType.JSON)
        .body("reviewer", equalTo("<script>alert(1)</script>"));
    decide("a\\u0000b", wish(RANKED.get(5).image(), "APPROVED", ""))
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString("control"));
    decide("", wish(RANKED.get(5).image(), "APPROVED", "")).statusCode(400);
  }

  @Test
  void pagesOfOtherSitesCannotDecide() {
    String body = "{\"reviewer\":\"eve\",\"decisions\":[]}";
    for (Map<String, String> foreign :
        List.of(
            Map.of("Sec-Fetch-Site", "cross-site"),
            Map.of("Sec-Fetch-Site", "same-site"),
            Map.of("Origin", "https://evil.example"),
            Map.of("Origin", "null"))) {
      client()
          .headers(foreign)
          .body(body)
          .post("/api/decisions")
          .then()
          .statusCode(403)
          .contentType("application/problem+json");
    }
    client().contentType("text/plain").body(body).post("/api/decisions").then().statusCode(415);
  }

  @Test
  void onlyRequestsToThisHostAreServed() {
    given()
        .header("Host", "evil.example")
        .get("/api/candidates")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("detail", containsString("evil.example"));
    given()
        .get("/api/session")
        .then()
        .body("signIn", equalTo(false))
        .body("roles", equalTo(List.of("VIEWER", "PUBLISHER", "REVIEWER", "OPERATOR")))
        .body("opinions", equalTo(1));
  }

  @Test
  void invalidQueriesAreRejectedWithTheReason() {
    for (String query :
        List.of(
            "status=MAYBE", "limit=0", "limit=9999", "minScore=2", "cursor=xx", "cluster=nope")) {
      given()
          .get("/api/candidates?" + query)
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("detail", containsString(query.substring(0, query.indexOf('='))));
    }
    given().get("/api/candidates/" + Samples.hash(1)).then().statusCode(404);
    given().get("/api/candidates/nonsense").then().statusCode(404);
    client().body("{\"reviewer\":\"ann\"}").post("/api/decisions").then().statusCode(400);
    client().body("{\"reviewer\":").post("/api/decisions").then().statusCode(400);
  }

  @Test
  void picturesAreCachedForEver() {
    CandidateRanked candidate = RANKED.get(0);
    String tag =
        given()
            .get("/api/images/" + candidate.image())
            .then()
            .statusCode(200)
            .contentType("image/jpeg")
            .header("Cache-Control", containsString("immutable"))
            .header("X-Content-Type-Options", equalTo("nosniff"))
            .extract()
            .header("ETag");
    given()
        .header("If-None-Match", tag)
        .get("/api/images/" + candidate.image())
        .then()
        .statusCode(304);
    given()
        .get("/api/images/" + candidate.image() + "?width=320")
        .then()
        .statusCode(200)
        .contentType("image/jpeg");
    given()
        .get("/api/overlays/" + candidate.image())
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("no-cache"))
        .header("ETag", notNullValue());
    given().get("/api/images/" + Samples.hash(5)).then().statusCode(404);
  }

  @Test
  void aPictureThatIsMissingInTheStoreIsReported() {
    CandidateRanked gone = Samples.ranked(77, .4999, "base", Samples.NOON);
    publisher.publish(gone);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> given().get("/api/candidates/" + gone.image()).statusCode() == 200);

    given()
        .get("/api/images/" + gone.image())
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", containsString(gone.image()));
  }

  @Test
  void decisionsAreExportedAndImported() {
    // Given
    String csv =
        "image,verdict,reviewer,reason\n"
            + RANKED.get(6).image()
            + ",prune,Cora,\"=1+1, a \"\"dog\"\"\"\n"
            + RANKED.get(7).image()
            + ",maybe,Cora,\n"
            + Samples.hash(99)
            + ",approve,Cora,\n";

    // When
    importing(csv)
        .statusCode(200)
        .body("lines", equalTo(3))
        .body("recorded", equalTo(1))
        .body("problems.line", equalTo(List.of(3, 4)));

    // Then
    importing(csv).body("recorded", equalTo(0)).body("unchanged", equalTo(1));
    given()
        .get("/api/export.csv")
        .then()
        .statusCode(200)
        .contentType("text/csv")
        .body(startsWith("decision,image,verdict,reviewer,decided_at"))
        .body(containsString("\"'=1+1, a \"\"dog\"\"\""));
    given()
        .get("/api/export.jsonl")
        .then()
        .statusCode(200)
        .body(containsString("\"reason\":\"=1+1, a \\\"dog\\\"\""));
    importing("picture,decision\nx,y\n")
        .statusCode(400)
        .body("detail", containsString("image and verdict"));
  }

  @Test
  void lookAlikesThatAreDecidedDifferentlyAreFlagged() {
    // Given: two pictures that are nearly the same
    String one = RANKED.get(8).image();
    String other = RANKED.get(9).image();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> given().get("/api/candidates/" + one).jsonPath().getInt("clusterSize") == 2);

    // When
    decide("ann", wish(one, "APPROVED", ""), wish(other, "PRUNED", "")).statusCode(200);

    // Then
    awaitDecidedDifferently(containsInAnyOrder(one, other));

    // When: they are decided alike
    decide("bob", wish(other, "APPROVED", "")).statusCode(200);

    // Then
    awaitDecidedDifferently(hasSize(0));
  }

  @Test
  void aPublisherAsksWhatBecameOfACandidate() {
    CandidateRanked ranked = RANKED.get(11);
    publisher.publish(published(ranked.artifact(), "camera"));
    publisher.publish(published(ranked.artifact(), "crawler"));
    ArtifactRef other = Samples.artifact(Samples.hash(31));
    publisher.publish(published(other, "camera"));
    ArtifactRef broken = Samples.artifact(Samples.hash(32));
    try (KafkaProbe probe = KafkaProbe.ofTest()) {
      probe.send(
          Topic.CANDIDATES_PUBLISHED.deadLetterName(),
          broken.sha256(),
          Json.canonical(published(broken, "camera")),
          "dead-letter-reason",
          "no object images/" + broken.sha256());
    }

    awaitStatus(other.sha256(), "WAITING").body("publications.source", equalTo(List.of("camera")));
    awaitStatus(broken.sha256(), "DEAD_LETTER")
        .body("explanation", equalTo("no object images/" + broken.sha256()));
    awaitStatus(ranked.image(), "RANKED")
        .body("publications.source", containsInAnyOrder("camera", "crawler"))
        .body("results[0].experiment", equalTo("base"))
        .body("results[0].predictedClass", equalTo(ranked.predictedClass()))
        .body("review", equalTo("OPEN"));

    publisher.publish(
        new CandidateDismissed(
            other.sha256(),
            Reason.BELOW_THRESHOLD,
            "highest probability 0.100 (dog) is below 0.500",
            "x.jpg",
            "camera",
            "dog",
            .1,
            Samples.model("base"),
            Samples.NOON));
    awaitStatus(other.sha256(), "DISMISSED").body("results[0].score", equalTo(.1f));

    decide("ann", wish(ranked.image(), "APPROVED", "")).statusCode(200);
    publisher.publish(trainedWith(ranked.artifact()));
    awaitStatus(ranked.image(), "DECIDED")
        .body("review", equalTo("APPROVED"))
        .body("reviewer", equalTo("ann"));
    Awaitility.await()
        .untilAsserted(
            () ->
                awaitStatus(ranked.image(), "DECIDED")
                    .body("experiments", equalTo(List.of("wood-7"))));
    client()
        .body("{\"images\": [\"%s\", \"%s\"]}".formatted(Samples.hash(4711), other.sha256()))
        .post("/api/candidates/status")
        .then()
        .statusCode(200)
        .body("state", equalTo(List.of("UNKNOWN", "DISMISSED")));
    given().get("/api/candidates/" + Samples.hash(4711) + "/status").then().statusCode(404);
    given()
        .get("/api/candidates/nonsense/status")
        .then()
        .statusCode(400)
        .body("detail", containsString("64 lower-case hexadecimal digits"));

    // The second source has a webhook.
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              var received =
                  given().baseUri(webhook).get("/").jsonPath().<Map<String, Object>>getList("");
              assertThat(received)
                  .filteredOn(outcome -> outcome.get("image").equals(ranked.image()))
                  .extracting(outcome -> outcome.get("state"), outcome -> outcome.get("name"))
                  .contains(tuple("RANKED", "x.jpg"), tuple("DECIDED", "x.jpg"));
            });
  }

  private static CandidatePublished published(ArtifactRef file, String source) {
    return new CandidatePublished(file.sha256(), file, "x.jpg", source, Samples.NOON);
  }

  private ClassifierTrained trainedWith(ArtifactRef ood) {
    ExperimentManifest manifest =
        new ExperimentManifest(
            "wood-7",
            Samples.hash(1),
            Samples.hash(2),
            new TrainingParameters(
                Arm.WOOD, new NetworkSpec("small", 8), null, null, null, null, 1),
            Map.of(),
            null,
            null,
            List.of(ood),
            "test");
    return new ClassifierTrained(
        "wood-7",
        Arm.WOOD,
        Samples.model("wood-7"),
        new ArtifactRef(
            Buckets.DATASETS,
            ObjectKeys.manifest(Samples.hash(1)),
            Samples.hash(1),
            1,
            Manifests.MEDIA_TYPE),
        Manifests.store(store, Buckets.EXPERIMENTS, manifest),
        1,
        Map.of(),
        null,
        Samples.NOON);
  }

  private static ValidatableResponse awaitStatus(String image, String state) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                given()
                    .get("/api/candidates/" + image + "/status")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo(state)));
    return given().get("/api/candidates/" + image + "/status").then();
  }

  private static void awaitDecidedDifferently(Matcher<?> images) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                given()
                    .get("/api/candidates?status=ALL&mixed=true")
                    .then()
                    .body("candidates.image", images));
  }

  @Test
  void statisticsCountEveryCandidate() {
    var statistics = given().get("/api/statistics").jsonPath();

    assertThat(statistics.getLong("done") + statistics.getLong("left"))
        .isEqualTo(statistics.getLong("candidates"));
    assertThat(statistics.getLong("approved") + statistics.getLong("pruned"))
        .isEqualTo(statistics.getLong("done"));
  }

  @Test
  void thePageLoadsNothingFromOtherHostsAndTheApiIsDescribed() {
    given()
        .get("/")
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("default-src 'self'"))
        .body(not(containsString("http://")))
        .body(not(containsString("https://")));
    given().get("/wood/wood.css").then().statusCode(200);
    given()
        .accept("application/json")
        .get("/api/openapi")
        .then()
        .statusCode(200)
        .body(
            "paths.keySet()",
            containsInAnyOrder(
                "/api/candidates",
                "/api/candidates/status",
                "/api/candidates/{image}",
                "/api/candidates/{image}/status",
                "/api/dead-letters",
                "/api/dead-letters/drop",
                "/api/dead-letters/redrive",
                "/api/dead-letters/{id}",
                "/api/candidates/{image}/history",
                "/api/decisions",
                "/api/decisions/{decision}",
                "/api/decisions/{decision}/withdraw",
                "/api/statistics",
                "/api/session",
                "/api/events",
                "/api/generations",
                "/api/generations/shown",
                "/api/export.csv",
                "/api/export.jsonl",
                "/api/import",
                "/api/images/{image}",
                "/api/overlays/{image}",
                "/api/pages",
                "/api/pipeline"))
        .body(
            "paths.collectMany { path, calls -> calls.values() }.findAll { !it.summary }",
            hasSize(0))
        .body("components.schemas.DecisionRequest.properties.keySet()", hasItem("verdict"));
  }

  private static RequestSpecification client() {
    return given().contentType(ContentType.JSON);
  }

  private static ValidatableResponse decide(String reviewer, String... wishes) {
    return client()
        .body(
            "{\"reviewer\":\"%s\",\"decisions\":[%s]}"
                .formatted(reviewer, String.join(",", wishes)))
        .post("/api/decisions")
        .then();
  }

  private static String wish(String image, String verdict, String more) {
    return "{\"image\":\"%s\",\"verdict\":\"%s\"%s}"
        .formatted(image, verdict, more.isEmpty() ? "" : "," + more);
  }

  private static ValidatableResponse importing(String csv) {
    return given()
        .contentType("text/csv")
        .queryParam("reviewer", "import")
        .body(csv)
        .post("/api/import")
        .then();
  }

  private List<CurationDecided> decisions() {
    List<CurationDecided> decisions = new ArrayList<>();
    log.read(CurationDecided.class, Map.of(), decisions::add);
    return decisions;
  }
}
