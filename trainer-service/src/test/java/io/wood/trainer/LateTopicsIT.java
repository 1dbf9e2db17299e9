package io.wood.trainer;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.wood.contracts.event.Topic;
import io.wood.kit.KafkaProbe;
import io.wood.kit.WoodTestResource;
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
  private static final String THREAD =
      "checks.find { it.name == 'background-threads' }.data.'experiment-log'";

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
                    .body(THREAD, containsString("waiting for")));

    WoodTestResource.createTopics(
        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    try (KafkaProbe probe = KafkaProbe.ofTest()) {
      probe.send(Topic.EXPERIMENTS_REQUESTED.topicName(), "bad", "{}".getBytes(UTF_8));
      probe.await(
          Topic.EXPERIMENTS_REQUESTED.deadLetterName(),
          TIMEOUT,
          record -> "bad".equals(record.key()));
    }

    Awaitility.await()
        .atMost(TIMEOUT)
        .untilAsserted(() -> given().get("/q/health/live").then().body(THREAD, equalTo("alive")));
  }
}
