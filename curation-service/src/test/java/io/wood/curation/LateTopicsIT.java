package io.wood.curation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.wood.contracts.event.CandidateRanked;
import io.wood.kit.KafkaProbe;
import io.wood.kit.WoodTestResource;
import io.wood.store.ArtifactStore;
import jakarta.inject.Inject;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The service starts at a broker that has no topics; they are created later. */
@QuarkusTest
@QuarkusTestResource(
    value = WoodTestResource.class,
    initArgs = @ResourceArg(name = WoodTestResource.TOPICS, value = WoodTestResource.LATER),
    restrictToAnnotatedClass = true)
@TestProfile(LateTopicsIT.Fresh.class)
class LateTopicsIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final String THREADS = "checks.find { it.name == 'background-threads' }.data.";

  @Inject ArtifactStore store;

  /** Keeps this service apart from those of other tests. */
  public static final class Fresh implements QuarkusTestProfile {}

  @Test
  void itLivesWithoutTopicsAndWorksOnceTheyAreThere() {
    Awaitility.await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                given()
                    .get("/q/health/live")
                    .then()
                    .statusCode(200)
                    .body(THREADS + "'view-feed'", containsString("waiting for"))
                    .body(THREADS + "'candidate-status'", containsString("waiting for")));

    WoodTestResource.createTopics(
        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    CandidateRanked ranked = new SamplePictures(store).candidate(0);
    try (KafkaProbe probe = KafkaProbe.ofTest()) {
      probe.publish(ranked);
    }

    SamplePictures.awaitShown(ranked.image());
    Awaitility.await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                given()
                    .get("/api/candidates/" + ranked.image() + "/status")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("RANKED")));
    given()
        .get("/q/health/live")
        .then()
        .body(THREADS + "'view-feed'", equalTo("alive"))
        .body(THREADS + "'candidate-status'", equalTo("alive"));
  }
}
