package io.wood.kit;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.wood.contracts.event.Topic;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hamcrest.Matcher;

/** Steps of a test whose service starts at a broker without topics, which are created later. */
public final class LateTopics {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  /** Keeps the service apart from those of other tests. */
  public static final class Fresh implements QuarkusTestProfile {}

  private LateTopics() {}

  public static void create() {
    WoodTestResource.createTopics(
        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
  }

  /** Waits until the service is live and these threads wait for their topics. */
  public static void awaitWaiting(String... threads) {
    await(containsString("waiting for"), threads);
  }

  /** Waits until the service is live and these threads work. */
  public static void awaitAlive(String... threads) {
    await(equalTo("alive"), threads);
  }

  /** Fails unless the service is live and these threads work. */
  public static void requireAlive(String... threads) {
    require(equalTo("alive"), threads);
  }

  /** Sends a record that is no event to a topic, and waits for its dead letter. */
  public static void awaitDeadLetter(Topic topic) {
    try (KafkaProbe probe = KafkaProbe.ofTest()) {
      probe.send(topic.topicName(), "bad", "{}".getBytes(UTF_8));
      probe.await(topic.deadLetterName(), TIMEOUT, record -> "bad".equals(record.key()));
    }
  }

  private static void await(Matcher<String> state, String... threads) {
    Awaitility.await().atMost(TIMEOUT).untilAsserted(() -> require(state, threads));
  }

  private static void require(Matcher<String> state, String... threads) {
    var live = given().get("/q/health/live").then().statusCode(200);
    for (String thread : threads) {
      live.body("checks.find { it.name == 'background-threads' }.data.'" + thread + "'", state);
    }
  }
}
