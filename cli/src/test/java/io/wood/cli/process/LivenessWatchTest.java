package io.wood.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivenessWatchTest {
  private static final String DOWN =
      """
      {"status": "DOWN", "checks": [
        {"name": "kafka", "status": "UP"},
        {"name": "background-threads", "status": "DOWN", "data": {
          "view": "alive", "view-feed": "ended: java.lang.OutOfMemoryError: Java heap space"}}]}
      """;

  @TempDir private Path folder;
  private final LivenessWatch watch = new LivenessWatch(new HealthProbe(), Duration.ofSeconds(20));
  private HttpServer server;
  private int status;
  private ChildProcess service;

  /** A process that does nothing; the test answers in its name. */
  static final class Sleeping {
    private Sleeping() {}

    public static void main(String[] arguments) throws InterruptedException {
      Thread.sleep(Duration.ofMinutes(5).toMillis());
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/q/health/live",
        exchange -> {
          byte[] body = DOWN.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    service =
        ChildProcess.start(
            new ChildSpec(
                "curation",
                server.getAddress().getPort(),
                List.of("-Xmx32m"),
                List.of("-cp", System.getProperty("java.class.path"), Sleeping.class.getName()),
                List.of()),
            Map.of(),
            folder.resolve("curation.log"));
  }

  @AfterEach
  void stop() {
    server.stop(0);
    service.handle().destroyForcibly();
  }

  @Test
  void endsAServiceThatSaysSixTimesInARowThatItIsDown() {
    check(5, 503);
    check(1, 200);
    check(5, 503);
    assertThat(service.isAlive()).isTrue();

    check(1, 503);

    assertThat(service.isAlive()).isFalse();
    assertThat(service.reason(Instant.EPOCH))
        .isEqualTo(
            "not live: background-threads,"
                + " view-feed ended: java.lang.OutOfMemoryError: Java heap space"
                + " at 1970-01-01T00:00:00Z");
    assertThat(service.death()).startsWith("the curation was ended (not live: background-threads");
  }

  @Test
  void endsAServiceThatIsSilentForMinutesUnlessAPersonHasPausedIt() throws Exception {
    server.stop(0);
    check(29, 0);
    signal("STOP");
    check(40, 0);
    assertThat(service.isAlive()).isTrue();
    signal("CONT");

    check(1, 0);

    assertThat(service.isAlive()).isFalse();
    assertThat(service.reason(Instant.EPOCH)).startsWith("not live: no answer for minutes");
  }

  @Test
  void anAnswerThatIsNoneOfTheHealthCheckIsSilence() {
    check(29, 404);
    assertThat(service.isAlive()).isTrue();
  }

  private void check(int times, int answer) {
    status = answer;
    for (int time = 0; time < times; time++) {
      watch.check(List.of(service));
    }
  }

  /** Waits until the process has the signal's state. */
  private void signal(String name) throws Exception {
    String pid = Long.toString(service.handle().pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
    while (ProcessMemory.isRunning(service.handle()) == name.equals("STOP")) {
      Thread.sleep(10);
    }
  }
}
