package io.wood.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wood.cli.console.CommandFailedException;
import io.wood.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** JSON over HTTP with one service; what it refuses is told in its own words. */
public final class HttpApi {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper MAPPER = Json.mapper();

  private final String service;
  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** The service of that name at that address; the name is for messages. */
  public HttpApi(String service, URI base) {
    if (base == null) {
      throw new CommandFailedException(
          "the address of the %s is unknown; give it with --service %s=URL"
              .formatted(service, service));
    }
    this.service = service;
    this.base = base;
  }

  /** The answer to GET. */
  public JsonNode get(String path) {
    return json(send(request(path).GET().build()));
  }

  /** The answer to POST. */
  public JsonNode post(String path, Object body) {
    return json(send(request(path).POST(body(body)).build()));
  }

  /** The answer to PUT. */
  public JsonNode put(String path, Object body) {
    return json(send(request(path).PUT(body(body)).build()));
  }

  /** The answer to DELETE. */
  public JsonNode delete(String path) {
    return json(send(request(path).DELETE().build()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(PATIENCE)
        .header("Accept", "application/json")
        .header("Content-Type", "application/json");
  }

  private static HttpRequest.BodyPublisher body(Object body) {
    return BodyPublishers.ofByteArray(Json.canonical(body));
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 400) {
        throw new RefusedException(service, response.statusCode(), problem(response));
      }
      return response;
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

  /** The words of a problem document (RFC 9457), or whatever else was answered. */
  private static String problem(HttpResponse<String> response) {
    String text = response.body().strip();
    if (text.startsWith("{")) {
      JsonNode document = parse(text);
      String detail = document.path("detail").asText("");
      return detail.isEmpty() ? document.path("title").asText(text) : detail;
    }
    return text.isEmpty() ? "HTTP status " + response.statusCode() : text;
  }

  private JsonNode json(HttpResponse<String> response) {
    return response.body().isBlank() ? MAPPER.nullNode() : parse(response.body());
  }

  private static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new CommandFailedException("an answer is not JSON: " + text, e);
    }
  }
}
