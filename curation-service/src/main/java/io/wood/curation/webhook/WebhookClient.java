package io.wood.curation.webhook;

import io.wood.contracts.api.curation.CandidateOutcome;
import io.wood.store.Hashes;
import io.wood.store.Json;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Posts outcomes as JSON, signed. Redirects are not followed, and an address of this network is
 * refused unless the target is an internal one, at each attempt: names change. What is certain of
 * the receiver is the status code, so its body is dropped.
 */
public final class WebhookClient implements WebhookSender {
  private static final int OK = 200;
  private static final int REDIRECT = 300;
  private static final int GONE = 410;
  private static final int ID_DIGITS = 32;

  private final WebhookTarget target;
  private final Clock clock;
  private final Duration timeout;
  private final HttpClient http;

  /**
   * Posts to a target.
   *
   * @param timeout of an attempt, once the name is resolved
   */
  public WebhookClient(WebhookTarget target, Clock clock, Duration timeout) {
    this.target = target;
    this.clock = clock;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public Attempt send(CandidateOutcome outcome) {
    return refusal().map(Attempt::failed).orElseGet(() -> post(outcome));
  }

  /** Why the address must not be connected to. */
  private Optional<String> refusal() {
    if (target.internal()) {
      return Optional.empty();
    }
    String host = target.url().getHost();
    try {
      return Stream.of(InetAddress.getAllByName(host))
          .filter(address -> !PublicAddresses.isPublic(address))
          .findFirst()
          .map(
              address ->
                  "%s is the private address %s; if that is meant, set internal=true for '%s'"
                      .formatted(host, address.getHostAddress(), target.source()));
    } catch (UnknownHostException e) {
      return Optional.of("the name " + host + " cannot be resolved");
    }
  }

  private Attempt post(CandidateOutcome outcome) {
    CompletableFuture<HttpResponse<Void>> exchange =
        http.sendAsync(request(outcome), BodyHandlers.discarding());
    try {
      return attempt(exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode());
    } catch (TimeoutException e) {
      return Attempt.failed("no answer within " + timeout);
    } catch (ExecutionException e) {
      return Attempt.failed(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Attempt.failed("interrupted");
    } finally {
      exchange.cancel(true);
    }
  }

  private HttpRequest request(CandidateOutcome outcome) {
    byte[] body = Json.canonical(outcome);
    long seconds = clock.instant().getEpochSecond();
    String id = id(outcome);
    return HttpRequest.newBuilder(target.url())
        .header("Content-Type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", Long.toString(seconds))
        .header("webhook-signature", WebhookSignature.of(target.key(), id, seconds, body))
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  /**
   * The same for the same event and source; the event's own id may hold characters that no header
   * takes.
   */
  private String id(CandidateOutcome outcome) {
    String text = target.source() + "\n" + outcome.event();
    return Hashes.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
  }

  private static Attempt attempt(int status) {
    if (status == GONE) {
      return new Attempt(Result.GONE, "the receiver answers 410 Gone");
    }
    return status >= OK && status < REDIRECT
        ? Attempt.DELIVERED
        : Attempt.failed("the receiver answers " + status);
  }
}
