package io.wood.curation.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.curation.webhook.WebhookSender.Attempt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the receiver of docs/publishing.md as it stands there. */
@Timeout(60)
class WebhookSnippetTest {
  private static final Path PAGE = Path.of("../docs/publishing.md");
  private static final String OTHER_SECRET = "whsec_OTg3NjU0MzIxMDk4NzY1NDMyMTA5ODc2NTQzMjEw";

  @TempDir private Path folder;
  private Process receiver;
  private URI url;

  @BeforeEach
  void start() throws IOException {
    Matcher snippet =
        Pattern.compile("(?s)```python\n((?:(?!```).)*webhook-signature.*?)```")
            .matcher(Files.readString(PAGE));
    assertThat(snippet.find()).isTrue();
    Path program = Files.writeString(folder.resolve("receiver.py"), snippet.group(1));
    int port = freePort();
    url = URI.create("http://127.0.0.1:" + port + "/");
    ProcessBuilder builder =
        new ProcessBuilder("python3", program.toString())
            .redirectOutput(folder.resolve("output.txt").toFile())
            .redirectError(folder.resolve("errors.txt").toFile());
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().put("WEBHOOK_SECRET", WebhookClientTest.SECRET);
    try {
      receiver = builder.start();
    } catch (IOException e) {
      Assumptions.abort("python3 is not installed");
    }
  }

  @AfterEach
  void stop() {
    if (receiver != null) {
      receiver.destroyForcibly();
    }
  }

  @Test
  void theReceiverTakesWhatIsGenuineOnce() throws IOException {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> send(WebhookClientTest.SECRET, Clock.systemUTC()).equals(Attempt.DELIVERED));

    assertThat(send(WebhookClientTest.SECRET, Clock.systemUTC())).isEqualTo(Attempt.DELIVERED);
    assertThat(send(OTHER_SECRET, Clock.systemUTC()).detail()).contains("401");
    Clock past = Clock.fixed(Clock.systemUTC().instant().minusSeconds(900), ZoneOffset.UTC);
    assertThat(send(WebhookClientTest.SECRET, past).detail()).contains("401");
    assertThat(Files.readString(folder.resolve("output.txt")))
        .isEqualTo("RANKED x.jpg ranked as dog, 0.900\n");
  }

  private Attempt send(String secret, Clock clock) {
    return new WebhookClient(
            new WebhookTarget("farm-7", url, secret, true), clock, Duration.ofSeconds(5))
        .send(WebhookClientTest.outcome("ranked:1"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
