package io.wood.kit;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.CandidatePublished;
import io.wood.kit.event.EventPublisher;
import io.wood.store.Hashes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the pages of every service get from the kit, with a real broker. */
@QuarkusTest
@QuarkusTestResource(WoodTestResource.class)
@TestProfile(KitIT.Settings.class)
class PageResourcesIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @Inject EventPublisher publisher;

  @Test
  void countsThePipelineByTheEndsOfItsTopics() {
    long published = count("published");
    long waiting = count("waiting");
    assertThat(count("decided")).isZero();

    publisher.publish(candidate());
    publisher.publish(candidate());

    // No ranker has a group at this broker: everything waits.
    Awaitility.await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () -> {
              assertThat(count("published")).isEqualTo(published + 2);
              assertThat(count("waiting")).isEqualTo(waiting + 2);
            });
  }

  @Test
  void namesThePagesOfAllServices() {
    given()
        .get("/api/pages")
        .then()
        .statusCode(200)
        .body("ranker", equalTo(":8081/"))
        .body("refiner", equalTo(":8084/"));
  }

  @Test
  void staticFilesAreAskedForAgainAndSentAgainOnlyWhenTheyChanged() {
    for (String file : new String[] {"/wood/wood.css", "/wood/start.html"}) {
      String tag =
          given()
              .get(file)
              .then()
              .statusCode(200)
              .header("Cache-Control", equalTo("no-cache"))
              .extract()
              .header("ETag");
      assertThat(tag).matches("\"[0-9a-f]{32}\"");
      given()
          .header("If-None-Match", tag)
          .get(file)
          .then()
          .statusCode(304)
          .header("Cache-Control", equalTo("no-cache"));
      given()
          .header("If-None-Match", "\"another\"")
          .header("If-Modified-Since", "Fri, 31 Dec 2099 23:59:59 GMT")
          .get(file)
          .then()
          .statusCode(200);
    }
    given().get("/wood/nothing.css").then().statusCode(404).header("ETag", nullValue());
    given().get("/api/pages").then().header("Cache-Control", not(equalTo("no-cache")));
  }

  private static long count(String stage) {
    return given().get("/api/pipeline").then().statusCode(200).extract().jsonPath().getLong(stage);
  }

  private static CandidatePublished candidate() {
    String hash = Hashes.sha256(UUID.randomUUID().toString().getBytes(UTF_8));
    ArtifactRef ref = new ArtifactRef("candidates", "images/" + hash, hash, 1, "image/png");
    return new CandidatePublished(hash, ref, "counted", "test", Instant.now());
  }
}
