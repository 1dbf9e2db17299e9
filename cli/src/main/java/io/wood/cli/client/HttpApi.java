package io.wood.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.api.ProblemDetail;
import io.wood.store.Json;
import io.wood.store.TrustedAuthorities;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Exchanges JSON with one service over HTTP; a refusal carries the reason that the service gives.
 */
public final class HttpApi {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int NOT_FOUND = 404;
  private static final ObjectMapper MAPPER = Json.mapper();

  /** All members of a problem are optional. */
  private static final ObjectMapper PROBLEMS =
      Json.mapper().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private final String service;
  private final URI base;
  private final AccessSettings access;
  private final HttpClient http;

  /** Connects to a service of this machine; its name appears in messages. */
  public HttpApi(String service, URI base) {
    this(service, base, AccessSettings.NONE);
  }

  /** Connects to a service and signs in; its name appears in messages. */
  public HttpApi(String service, URI base, AccessSettings access) {
    if (base == null) {
      throw new CommandFailedException(
          "the address of the %s is unknown; give it with --service %s=URL"
              .formatted(service, service));
    }
    this.service = service;
    this.base = base;
    this.access = access;
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5));
    if (access.caFile() != null) {
      client.sslContext(TrustedAuthorities.with(access.caFile()).context());
    }
    this.http = client.build();
  }

  /** Returns the address of the service. */
  public URI base() {
    return base;
  }

  /** Returns a text as part of a path or as a query parameter. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /** Sends GET and reads the response. */
  public <T> T get(String path, Class<T> type) {
    return parse(send(request(path).GET().build()), json -> MAPPER.readValue(json, type));
  }

  /** Sends GET and reads the response; empty where there is nothing (404). */
  public <T> Optional<T> find(String path, Class<T> type) {
    try {
      return Optional.of(get(path, type));
    } catch (RefusedException e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Sends GET and returns the response as it is. */
  public String text(String path) {
    return send(request(path).setHeader("Accept", "*/*").GET().build());
  }

  /** Sends GET and returns the bytes of the response. */
  public byte[] bytes(String path) {
    HttpRequest request = request(path).setHeader("Accept", "*/*").GET().build();
    return send(request, BodyHandlers.ofByteArray(), body -> new String(body, UTF_8));
  }

  /** Sends GET and reads a list. */
  public <T> List<T> list(String path, Class<T> type) {
    JavaType list = MAPPER.getTypeFactory().constructCollectionType(List.class, type);
    return parse(send(request(path).GET().build()), json -> MAPPER.readValue(json, list));
  }

  /** Sends POST and reads the response. */
  public <T> T post(String path, Object body, Class<T> type) {
    return parse(
        send(request(path).POST(body(body)).build()), json -> MAPPER.readValue(json, type));
  }

  /** Sends POST without a body. */
  public void post(String path) {
    send(request(path).POST(BodyPublishers.noBody()).build());
  }

  /** Sends DELETE. */
  public void delete(String path) {
    send(request(path).DELETE().build());
  }

  /** Sends GET and ignores the response, unless it reports a failure. */
  public void check(String path) {
    send(request(path).GET().build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(TIMEOUT)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json");
    access
        .token(service, base)
        .ifPresent(token -> request.header("Authorization", "Bearer " + token));
    return request;
  }

  private static HttpRequest.BodyPublisher body(Object body) {
    return BodyPublishers.ofByteArray(Json.canonical(body));
  }

  private String send(HttpRequest request) {
    return send(request, BodyHandlers.ofString(), body -> body);
  }

  private <T> T send(HttpRequest request, BodyHandler<T> handler, Function<T, String> text) {
    try {
      HttpResponse<T> response = http.send(request, handler);
      int status = response.statusCode();
      if (status >= 400) {
        throw new RefusedException(service, status, problem(status, text.apply(response.body())));
      }
      return response.body();
    } catch (IOException e) {
      throw new CommandFailedException(
          "the %s does not answer at %s (%s); is the system up? See `wood status`"
              .formatted(service, base, e),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }

  /** Returns the detail of a problem (RFC 9457), or the body as it is. */
  private static String problem(int status, String body) {
    String text = body.strip();
    if (text.startsWith("{")) {
      ProblemDetail problem = parse(text, json -> PROBLEMS.readValue(json, ProblemDetail.class));
      String detail = problem.detail() == null ? "" : problem.detail();
      return detail.isEmpty() ? Objects.requireNonNullElse(problem.title(), text) : detail;
    }
    if (status == 401) {
      return "nobody is signed in; give a token with WOOD_TOKEN or --token-file";
    }
    return text.isEmpty() ? "HTTP status " + status : text;
  }

  private interface JsonReader<T> {
    T read(String json) throws JsonProcessingException;
  }

  private static <T> T parse(String text, JsonReader<T> reader) {
    try {
      return reader.read(text);
    } catch (JsonProcessingException e) {
      throw new CommandFailedException(
          "unexpected response (%s): %s".formatted(Json.complaint(e), text), e);
    }
  }
}
