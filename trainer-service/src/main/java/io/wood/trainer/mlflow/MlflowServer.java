package io.wood.trainer.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.wood.store.Json;
import io.wood.trainer.mlflow.MlflowRun.Metric;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes runs to a tracking server through MLflow's REST API 2.0. Every call can be repeated: a run
 * is found by the tag that names its experiment, and equal parameters and metrics are stored once.
 */
public final class MlflowServer {
  /** The tag by which a run is found again. */
  static final String EXPERIMENT_TAG = "wood.experiment";

  /** MLflow's limits of one log-batch. */
  static final int MAX_METRICS = 1000;

  static final int MAX_PARAMS = 100;

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int NOT_FOUND = 404;
  private static final ObjectMapper MAPPER = Json.mapper();

  /** Said again later: not signed in, not allowed, timeout, too many requests. */
  private static final Set<Integer> LATER = Set.of(401, 403, 407, 408, 425, 429);

  private final URI base;
  private final String name;
  private final Optional<String> authorization;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /**
   * A tracking server.
   *
   * @param base its address
   * @param name of the MLflow experiment that has the runs
   * @param authorization header of that name
   */
  public MlflowServer(URI base, String name, Optional<String> authorization) {
    if (!Set.of("http", "https").contains(String.valueOf(base.getScheme()))) {
      throw new IllegalArgumentException(
          "wood.trainer.mlflow-uri must begin with http:// or https://, not be " + base);
    }
    this.base = URI.create(base.toString().replaceFirst("/*$", "/"));
    this.name = name;
    this.authorization = authorization;
  }

  URI address() {
    return base;
  }

  /** Creates or completes the run of an experiment; returns its id. */
  String write(MlflowRun run) {
    String experiment = experiment();
    String id = find(experiment, run).orElseGet(() -> create(experiment, run));
    for (Map<String, Object> batch : batches(run)) {
      batch.put("run_id", id);
      post("runs/log-batch", batch);
    }
    post(
        "runs/update",
        Map.of(
            "run_id", id,
            "run_name", run.name(),
            "status", run.status().name(),
            "end_time", run.endedAt()));
    return id;
  }

  private String experiment() {
    return existing()
        .or(
            () -> {
              try {
                return text(post("experiments/create", Map.of("name", name)), "/experiment_id");
              } catch (MlflowException e) {
                // Another trainer may have created it in between.
                Optional<String> created = e.isRefused() ? existing() : Optional.empty();
                if (created.isEmpty()) {
                  throw e;
                }
                return created;
              }
            })
        .orElseThrow(() -> unexpected("experiments/create"));
  }

  private Optional<String> existing() {
    String query = "experiments/get-by-name?experiment_name=" + encoded(name);
    HttpResponse<String> answer = send(request(query).GET().build());
    return isMissing(answer.statusCode(), parsed(answer.body()))
        ? Optional.empty()
        : text(checked(query, answer), "/experiment/experiment_id");
  }

  private Optional<String> find(String experiment, MlflowRun run) {
    JsonNode answer =
        post(
            "runs/search",
            Map.of(
                "experiment_ids",
                List.of(experiment),
                "filter",
                "tags.`%s` = '%s'".formatted(EXPERIMENT_TAG, run.name()),
                "max_results",
                1));
    return text(answer, "/runs/0/info/run_id");
  }

  private String create(String experiment, MlflowRun run) {
    JsonNode created =
        post(
            "runs/create",
            Map.of(
                "experiment_id",
                experiment,
                "run_name",
                run.name(),
                "start_time",
                run.startedAt(),
                "tags",
                pairs(Map.of(EXPERIMENT_TAG, run.name(), "mlflow.user", run.user()))));
    return text(created, "/run/info/run_id").orElseThrow(() -> unexpected("runs/create"));
  }

  private static List<Map<String, Object>> batches(MlflowRun run) {
    List<Map<String, Object>> batches = new ArrayList<>();
    chunks(pairs(run.params()), MAX_PARAMS)
        .forEach(params -> batches.add(new HashMap<>(Map.of("params", params))));
    chunks(pairs(run.tags()), MAX_PARAMS)
        .forEach(tags -> batches.add(new HashMap<>(Map.of("tags", tags))));
    chunks(run.metrics(), MAX_METRICS)
        .forEach((List<Metric> metrics) -> batches.add(new HashMap<>(Map.of("metrics", metrics))));
    return batches;
  }

  private static <T> List<List<T>> chunks(List<T> all, int size) {
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      chunks.add(all.subList(from, Math.min(from + size, all.size())));
    }
    return chunks;
  }

  private static List<Map<String, String>> pairs(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
        .toList();
  }

  private JsonNode post(String path, Map<String, Object> body) {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.canonical(body)))
            .build();
    return checked(path, send(request));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve("api/2.0/mlflow/" + path)).timeout(TIMEOUT);
    authorization.ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw MlflowException.unavailable("%s does not answer: %s".formatted(base, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MlflowException.unavailable("interrupted", e);
    }
  }

  private JsonNode checked(String path, HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return parsed(answer.body());
    }
    JsonNode problem = parsed(answer.body());
    String message =
        "%s answers %s with status %d %s"
            .formatted(
                base,
                path,
                status,
                problem.path("message").asText(problem.path("error_code").asText("")));
    boolean noServer = status == NOT_FOUND && !isMissing(status, problem);
    if (status >= 500 || LATER.contains(status) || noServer) {
      throw MlflowException.unavailable(message, null);
    }
    throw MlflowException.refused(message);
  }

  /** Any other 404 is that of a proxy, or of an address without a tracking server. */
  private static boolean isMissing(int status, JsonNode problem) {
    return status == NOT_FOUND
        && problem.path("error_code").asText().equals("RESOURCE_DOES_NOT_EXIST");
  }

  /** Missing when it is no JSON, such as the page of a proxy. */
  private static JsonNode parsed(String body) {
    try {
      JsonNode tree = MAPPER.readTree(body);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static Optional<String> text(JsonNode answer, String pointer) {
    JsonNode node = answer.at(pointer);
    return node.isMissingNode() ? Optional.empty() : Optional.of(node.asText());
  }

  private MlflowException unexpected(String path) {
    return MlflowException.unavailable(
        "%s answers %s without an id; is it an MLflow tracking server?".formatted(base, path),
        null);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
