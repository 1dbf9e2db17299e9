package io.wood.curation.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.api.curation.CandidateOutcome;
import io.wood.contracts.api.curation.CandidateStatus.State;
import io.wood.curation.Samples;
import io.wood.curation.webhook.Receiver.Delivery;
import io.wood.curation.webhook.WebhookSender.Attempt;
import io.wood.curation.webhook.WebhookSender.Result;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WebhookClientTest {
  static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5";

  private final Receiver receiver = new Receiver();
  private final Clock clock = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

  static CandidateOutcome outcome(String event) {
    return new CandidateOutcome(
        event,
        Samples.hash(1),
        "farm-7",
        "x.jpg",
        State.RANKED,
        "ranked as dog, 0.900",
        "dog",
        .9,
        "base",
        Samples.hash(2),
        null,
        Samples.NOON);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  /** The example of Standard Webhooks. */
  @Test
  void signsAsTheStandardSays() {
    byte[] key = Base64.getDecoder().decode("plJ3nmyCDGBKInavdOK15jsl");

    assertThat(
            WebhookSignature.of(
                key,
                "msg_loFOjxBNrRLzqYUf",
                1731705121,
                "{\"event_type\":\"ping\",\"data\":{\"success\":true}}".getBytes(UTF_8)))
        .isEqualTo("v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
  }

  @Test
  void postsTheOutcomeSignedUnderAnIdThatStaysTheSame() {
    assertThat(send(outcome("ranked:ä"))).isEqualTo(Attempt.DELIVERED);
    send(outcome("ranked:ä"));
    send(outcome("ranked:b"));

    Delivery first = receiver.deliveries().get(0);
    assertThat(first.outcome()).isEqualTo(outcome("ranked:ä"));
    assertThat(first.timestamp()).isEqualTo(Long.toString(Samples.NOON.getEpochSecond()));
    assertThat(first.signature())
        .isEqualTo(
            WebhookSignature.of(
                target(receiver.url(), true).key(),
                first.id(),
                Samples.NOON.getEpochSecond(),
                first.body().getBytes(UTF_8)));
    assertThat(receiver.deliveries().get(1).id()).isEqualTo(first.id());
    assertThat(receiver.deliveries().get(2).id()).isNotEqualTo(first.id());
  }

  @ParameterizedTest
  @CsvSource({"200,DELIVERED", "302,FAILED", "404,FAILED", "410,GONE", "500,FAILED"})
  void theStatusCodeSaysWhatToDoNext(int status, Result result) {
    receiver.script(status);

    Attempt attempt = send(outcome("e"));

    assertThat(attempt.result()).isEqualTo(result);
    assertThat(attempt.detail())
        .contains(result == Result.DELIVERED ? "" : Integer.toString(status));
    assertThat(receiver.deliveries()).as("redirects are not followed").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {Receiver.HANGS, Receiver.ENDLESS})
  void anAnswerWithoutAnEndIsAFailure(int kind) {
    receiver.script(kind);

    assertThat(send(outcome("e")).detail()).isEqualTo("no answer within PT0.5S");
  }

  @Test
  void aReceiverThatIsAwayOrHasNoNameIsAFailure() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertThat(send("http://127.0.0.1:" + free + "/", true).detail()).contains("ConnectException");
    assertThat(send("https://no-such-name.invalid/", false).detail())
        .contains("cannot be resolved");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "localhost", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "0.0.0.0", "100.64.0.1", "[::1]", "[fd00::1]", "[fe80::1]", "[::ffff:10.0.0.1]",
        "[64:ff9b::a00:1]"
      })
  void anAddressOfThisNetworkIsRefusedUnlessItIsMeant(String host) {
    assertThat(send("https://" + host + ":1/", false).detail())
        .contains("private address")
        .contains("internal=true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "2606:4700::1111"})
  void anAddressOfTheInternetIsPublic(String address) throws Exception {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void aWrongTargetIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> target(URI.create("http://example.org/"), false))
        .hasMessageContaining("'farm-7' needs a URL like https://host/path")
        .hasMessageContaining("internal=true");
    assertThatThrownBy(() -> target(URI.create("ftp://example.org/"), true))
        .hasMessageContaining("needs a URL");
    assertThatThrownBy(() -> target(URI.create("https://me:secret@example.org/"), true))
        .hasMessageContaining("needs a URL");
    for (String secret : new String[] {"secret", "whsec_c2hvcnQ=", "whsec_%"}) {
      assertThatThrownBy(
              () -> new WebhookTarget("farm-7", URI.create("https://example.org/"), secret, false))
          .hasMessageContaining("openssl rand -base64 32");
    }
    assertThat(target(receiver.url(), true).toString()).doesNotContain("whsec");
  }

  private Attempt send(CandidateOutcome outcome) {
    return new WebhookClient(target(receiver.url(), true), clock, Duration.ofMillis(500))
        .send(outcome);
  }

  private Attempt send(String url, boolean internal) {
    return new WebhookClient(target(URI.create(url), internal), clock, Duration.ofSeconds(5))
        .send(outcome("e"));
  }

  private static WebhookTarget target(URI url, boolean internal) {
    return new WebhookTarget("farm-7", url, SECRET, internal);
  }
}
