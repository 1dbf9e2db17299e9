package io.wood.ranker;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.kit.KafkaProbe;
import io.wood.kit.LateTopics;
import io.wood.kit.WoodTestResource;
import io.wood.store.ArtifactStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
  private static final NetworkSpec SMALL = new NetworkSpec("small", 16);
  private static final List<String> CLASSES = List.of("boat", "bird", "train");

  @Inject ArtifactStore store;

  @Test
  void itLivesWithoutTopicsAndWorksOnceTheyAreThere() {
    LateTopics.awaitWaiting("model-log");
    LateTopics.awaitAlive("scorer");

    LateTopics.create();
    try (KafkaProbe probe = KafkaProbe.ofTest()) {
      ModelRef model = Samples.stored(store, "base-1", SMALL, CLASSES, 1);
      probe.publish(Samples.trained(model, Arm.BASE, Instant.now()));
      CandidatePublished text = Samples.published(store, "text".getBytes(UTF_8), "a.txt");
      probe.publish(text);

      Awaitility.await()
          .atMost(TIMEOUT)
          .untilAsserted(
              () -> given().get("/api/status").then().body("model.experiment", equalTo("base-1")));
      probe.await(
          CandidateDismissed.class, 1, TIMEOUT, event -> event.image().equals(text.image()));
    }
    LateTopics.requireAlive("model-log");
  }
}
