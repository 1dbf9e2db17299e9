package io.wood.curation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.wood.contracts.event.CandidateRanked;
import io.wood.kit.KafkaProbe;
import io.wood.kit.LateTopics;
import io.wood.kit.WoodTestResource;
import io.wood.store.ArtifactStore;
import jakarta.inject.Inject;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service starts at a broker that has no topics; they are created later. */
@Tag("faults")
@QuarkusTest
@QuarkusTestResource(value = WoodTestResource.WithoutTopics.class, restrictToAnnotatedClass = true)
@TestProfile(LateTopics.Fresh.class)
class LateTopicsIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  @Inject ArtifactStore store;

  @Test
  void itLivesWithoutTopicsAndWorksOnceTheyAreThere() {
    LateTopics.awaitWaiting("view-feed", "candidate-status");

    LateTopics.create();
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
    LateTopics.requireAlive("view-feed", "candidate-status");
  }
}
