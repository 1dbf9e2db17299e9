package io.wood.kit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The broker stops between the reading of a bad record and the writing of its dead letter. */
@Tag("faults")
@QuarkusTest
@QuarkusTestResource(value = DeadLetterOutageIT.Resource.class, restrictToAnnotatedClass = true)
@TestProfile(DeadLetterOutageIT.Settings.class)
class DeadLetterOutageIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Longer than the producer tries by itself. */
  private static final Duration OUTAGE = Duration.ofSeconds(5);

  /** The broker of this test. */
  public static final class Resource extends WoodTestResource {
    private static Resource instance;

    public Resource() {
      instance = this;
    }
  }

  /** A producer of dead letters that gives up after a second. */
  public static final class Settings implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> settings = new HashMap<>(new KitIT.Settings().getConfigOverrides());
      settings.put("mp.messaging.incoming.candidates.delivery.timeout.ms", "1000");
      settings.put("mp.messaging.incoming.candidates.request.timeout.ms", "800");
      settings.put("mp.messaging.incoming.candidates.max.block.ms", "1000");
      return settings;
    }
  }

  @Test
  void theDeadLetterIsWrittenOnceTheBrokerIsBackAndTheChannelGoesOn() throws Exception {
    CandidatePublished held = KitIT.event("held");
    try (KafkaProbe probe = KafkaProbe.ofTest()) {
      probe.publish(held);
      KitIT.Handler.HELD.await();
      Resource.instance.stopBroker();
      KitIT.Handler.RELEASE.countDown();
      Thread.sleep(OUTAGE.toMillis());
      assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
      Resource.instance.startBroker();

      probe.await(
          Topic.CANDIDATES_PUBLISHED.deadLetterName(),
          TIMEOUT,
          record -> held.key().equals(record.key()));
      probe.publish(KitIT.event("good"));
    }
    Awaitility.await()
        .atMost(TIMEOUT)
        .untilAsserted(() -> assertThat(KitIT.Handler.HANDLED).contains("good"));
  }
}
