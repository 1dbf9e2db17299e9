package io.wood.trainer;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.Topic;
import io.wood.contracts.event.TrainingProgressed;
import io.wood.kit.KafkaProbe;
import io.wood.kit.MonitoredMetrics;
import io.wood.kit.WoodTestResource;
import io.wood.store.ArtifactStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service with a real broker, a real store and a real, tiny training. */
@QuarkusTest
@QuarkusTestResource(value = WoodTestResource.class, restrictToAnnotatedClass = true)
class TrainerIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final String SMALL =
      """
      "network": {"architecture": "small", "outputStride": 8},
      "schedule": {"steps": 4, "batchSize": 2, "checkpointSteps": 2},
      "augmentation": {"crop": 32, "longSideLeast": 32, "longSideMost": 48},
      "optimiser": {"trunkRate": 0.01, "classifierRate": 0.01, "frozenStages": 0}""";

  private static KafkaProbe kafka;

  @Inject ArtifactStore store;

  @BeforeAll
  static void connect() {
    kafka = KafkaProbe.ofTest();
  }

  @AfterAll
  static void disconnect() {
    kafka.close();
  }

  @Test
  void trainsABaseClassifierAndThenWithApprovedOods() {
    MonitoredMetrics.assertExposed("trainer", given().get("/q/metrics").asString());
    TinyDataset dataset = new TinyDataset(store);
    ArtifactRef manifest = dataset.register("shapes");

    String base =
        request(
                """
                {"datasetName": "shapes", "arm": "BASE", "seed": 3, "parameters": {%s}}"""
                    .formatted(SMALL))
            .statusCode(202)
            .header("Location", containsString("/api/experiments/base-s3-"))
            .extract()
            .path("experiment");
    ClassifierTrained baseTrained = trained(base);
    assertThat(baseTrained.dataset()).isEqualTo(manifest);
    assertThat(baseTrained.metrics()).containsKey("validation.mAP");
    assertThat(store.get(baseTrained.model().weights())).isNotEmpty();
    assertThat(lastProgress(base).state()).isEqualTo(RunState.SUCCEEDED);

    approve(dataset.candidate(1), dataset.candidate(2), dataset.candidate(3));
    Map<String, Integer> accepted =
        request(
                """
                {"experiment": "tiny-wood", "initialExperiment": "%s", "seed": 3,
                 "parameters": {%s, "metricLoss": {"clusters": 2}}, "refinement": {}}"""
                    .formatted(base, SMALL))
            .statusCode(202)
            .extract()
            .path("decisionsUpTo");
    assertThat(accepted.values().stream().mapToInt(Integer::intValue).sum())
        .isGreaterThanOrEqualTo(3);
    ClassifierTrained wood = trained("tiny-wood");
    assertThat(wood.oods()).isEqualTo(3);
    assertThat(wood.refinement()).isNotNull();

    given()
        .get("/api/experiments/tiny-wood")
        .then()
        .statusCode(200)
        .body("summary.state", equalTo("SUCCEEDED"))
        .body("manifest.oods", hasSize(3))
        .body("manifest.decisionOffsets", equalTo(accepted))
        .body("manifest.codeVersion", not(equalTo("unknown")))
        .body("manifest.initial", equalTo(baseTrained.model().weights().sha256()))
        .body("curve.findAll { it.phase == 'train' }", hasSize(4))
        .body("curve.findAll { it.phase == 'train' }.figures.loss", everyItem(notNullValue()))
        .body("model.weights.sha256", equalTo(wood.model().weights().sha256()));
    given()
        .get("/api/experiments/" + base + "/compare/tiny-wood")
        .then()
        .statusCode(200)
        .body("come", hasSize(3))
        .body("gone", hasSize(0))
        .body("parameters.name", hasItem("arm"))
        .body("metrics.name", hasItem("validation.mAP"));
    String file = given().get("/api/experiments/tiny-wood/manifest").then().extract().asString();
    manifest(file).statusCode(202).body("experiment", equalTo("tiny-wood"));
    manifest(file.replaceFirst("\"seed\"\\s*:\\s*3", "\"seed\":9"))
        .statusCode(400)
        .body("detail", containsString("edited: parameters.seed 3 → 9"));
    given()
        .get("/api/experiments/compare?experiment=" + base + "&experiment=tiny-wood")
        .then()
        .statusCode(200)
        .body("oods", hasSize(3))
        .body("parameters.name", hasItem("arm"));
    String ood = dataset.candidate(1).sha256();
    given()
        .get("/api/experiments/tiny-wood/oods/" + ood)
        .then()
        .statusCode(200)
        .contentType("image/png");
    given().get("/api/experiments").then().body("experiment", hasItem("tiny-wood"));
    given()
        .get("/api/datasets")
        .then()
        .body("find { it.name == 'shapes' }.trainingImages", equalTo(8));
    request(
            """
            {"experiment": "tiny-wood", "initialExperiment": "%s", "seed": 4,
             "parameters": {%s, "metricLoss": {"clusters": 2}}}"""
                .formatted(base, SMALL))
        .statusCode(409)
        .body("detail", containsString("choose another id"));
    sweepsOverTheNumberOfOods(base);
  }

  private static void sweepsOverTheNumberOfOods(String base) {
    String curve =
        """
        {"experiment": {"initialExperiment": "%s", "parameters": {%s, "metricLoss": {"clusters": 2}}},
         "axes": [{"name": "oods", "values": %%s}], "seeds": [3], "requestedBy": "ada"}"""
            .formatted(base, SMALL);
    sweep(curve.formatted("[1, 99]"))
        .statusCode(400)
        .body("detail", containsString("99 OoDs, but only 3 are approved and selected"));
    String id =
        sweep(curve.formatted("[0, 1, \"all\"]"))
            .statusCode(202)
            .header("Location", containsString("/api/sweeps/sweep-"))
            .extract()
            .path("summary.sweep");
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                given()
                    .get("/api/sweeps/" + id)
                    .then()
                    .body("summary.state", equalTo("SUCCEEDED"))
                    .body("plotted", equalTo(List.of("validation.mAP"))));
    given().get("/api/sweeps").then().body("sweep", hasItem(id));
    given()
        .get("/api/sweeps/" + id + "/plot.svg")
        .then()
        .contentType("image/svg+xml")
        .body(containsString("number of OoDs"));
    given()
        .get("/api/sweeps/" + id + "/report")
        .then()
        .header("Content-Disposition", containsString(id + ".html"));
    given()
        .delete("/api/sweeps/" + id)
        .then()
        .statusCode(409)
        .body("detail", containsString("has no experiment of its own"));
    given().post("/api/sweeps/sweep-unknown/resume").then().statusCode(404);
  }

  private static ValidatableResponse sweep(String order) {
    return given().contentType(ContentType.JSON).body(order).post("/api/sweeps").then();
  }

  @Test
  void refusesOrdersThatCannotRunAndSaysWhy() {
    new TinyDataset(store).register("shapes");

    request("{\"datasetName\": \"nobody\", \"arm\": \"BASE\"}")
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", containsString("no dataset is named 'nobody'"));
    request("{\"datasetName\": \"shapes\", \"arm\": \"WOOD\"}")
        .statusCode(400)
        .body("detail", containsString("arm WOOD starts from a trained classifier"));
    request(
            """
            {"datasetName": "shapes", "arm": "BASE", "parameters": {"schedule": {"epoch": 3}}}""")
        .statusCode(400)
        .body("detail", containsString("epoch"));
    request(
            """
            {"datasetName": "shapes", "arm": "BASE", "parameters": {"schedule": {"batchSize": 0}}}""")
        .statusCode(400)
        .body("detail", containsString("schedule.batchSize must be at least 1"));
    request("{\"datasetName\": \"shapes\", \"arm\": \"BASE\", \"sede\": 3}")
        .statusCode(400)
        .body("detail", containsString("sede"));
    given().delete("/api/experiments/unheard-of").then().statusCode(404);
    given().get("/api/experiments/unheard-of").then().statusCode(404);
  }

  @Test
  void putsABrokenRequestOnTheDeadLetterTopic() {
    kafka.send(
        Topic.EXPERIMENTS_REQUESTED.topicName(),
        "broken",
        "{\"experiment\":\"B !\"}".getBytes(UTF_8));

    kafka.await(
        Topic.EXPERIMENTS_REQUESTED.deadLetterName(),
        TIMEOUT,
        record -> "broken".equals(record.key()));
  }

  @Test
  void isHealthyAndServesItsPage() {
    given().get("/q/health").then().statusCode(200).body("checks", hasSize(greaterThan(1)));
    given()
        .get("/")
        .then()
        .statusCode(200)
        .body(containsString("<title>wood trainer</title>"))
        .header("Content-Security-Policy", containsString("default-src 'self'"));
  }

  private static ValidatableResponse request(String order) {
    return given().contentType(ContentType.JSON).body(order).post("/api/experiments").then();
  }

  private static ValidatableResponse manifest(String file) {
    return given()
        .contentType(ContentType.JSON)
        .body(file)
        .post("/api/experiments/manifest")
        .then();
  }

  private static ClassifierTrained trained(String experiment) {
    List<ClassifierTrained> events =
        kafka.await(
            ClassifierTrained.class, 1, TIMEOUT, event -> event.experiment().equals(experiment));
    return events.get(0);
  }

  private static TrainingProgressed lastProgress(String experiment) {
    return kafka
        .await(
            TrainingProgressed.class,
            1,
            TIMEOUT,
            event -> event.experiment().equals(experiment) && event.state().ended())
        .get(0);
  }

  private void approve(ArtifactRef... candidates) {
    for (ArtifactRef candidate : candidates) {
      kafka.publish(
          new CurationDecided(
              "approved-" + candidate.sha256(),
              candidate.sha256(),
              candidate,
              Verdict.APPROVED,
              "tester",
              Instant.parse("2026-04-01T00:00:00Z"),
              "",
              List.of(),
              "disc",
              .9,
              candidate.sha256(),
              null,
              1));
    }
  }
}
