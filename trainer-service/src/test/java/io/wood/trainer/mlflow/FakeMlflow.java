package io.wood.trainer.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tracking server of MLflow's REST API 2.0: the calls, error codes and limits that its
 * documentation names, for experiments and runs.
 */
final class FakeMlflow implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServer server;
  final List<String> calls = new ArrayList<>();
  final List<String> authorizations = new ArrayList<>();
  final Map<String, String> experiments = new TreeMap<>();
  final Map<String, Run> runs = new TreeMap<>();

  /** Status that every call gets; 0 for an answer. */
  volatile int failing;

  /** A run as the server keeps it. */
  static final class Run {
    final Map<String, String> params = new TreeMap<>();
    final Map<String, String> tags = new TreeMap<>();
    final Map<String, List<JsonNode>> metrics = new TreeMap<>();
    String status = "RUNNING";
    long start;
    long end;
  }

  FakeMlflow() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replace("/api/2.0/mlflow/", "");
    calls.add(path);
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    JsonNode body = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
    ObjectNode answer = MAPPER.createObjectNode();
    int status = failing == 0 ? answer(path, exchange.getRequestURI(), body, answer) : failing;
    byte[] bytes = (status == 502 ? "<html>bad gateway" : answer.toString()).getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private int answer(String path, URI uri, JsonNode body, ObjectNode answer) {
    return switch (path) {
      case "experiments/get-by-name" -> {
        String name = uri.getQuery().replace("experiment_name=", "");
        if (!experiments.containsKey(name)) {
          yield refused(404, "RESOURCE_DOES_NOT_EXIST", "no experiment " + name, answer);
        }
        answer.putObject("experiment").put("experiment_id", experiments.get(name));
        yield 200;
      }
      case "experiments/create" -> {
        String id = Integer.toString(experiments.size() + 1);
        experiments.put(body.get("name").asText(), id);
        answer.put("experiment_id", id);
        yield 200;
      }
      case "runs/search" -> {
        String wanted = body.get("filter").asText().replaceAll(".*'(.*)'", "$1");
        runs.entrySet().stream()
            .filter(run -> wanted.equals(run.getValue().tags.get("wood.experiment")))
            .findFirst()
            .ifPresent(
                run ->
                    answer
                        .putArray("runs")
                        .addObject()
                        .putObject("info")
                        .put("run_id", run.getKey()));
        yield 200;
      }
      case "runs/create" -> {
        String id = "run" + (runs.size() + 1);
        Run run = new Run();
        run.start = body.get("start_time").asLong();
        body.get("tags").forEach(tag -> put(run.tags, tag));
        runs.put(id, run);
        answer.putObject("run").putObject("info").put("run_id", id);
        yield 200;
      }
      case "runs/log-batch" -> log(body, answer);
      case "runs/update" -> {
        Run run = runs.get(body.get("run_id").asText());
        run.status = body.get("status").asText();
        run.end = body.get("end_time").asLong();
        yield 200;
      }
      default -> refused(404, "ENDPOINT_NOT_FOUND", path, answer);
    };
  }

  private int log(JsonNode body, ObjectNode answer) {
    Run run = runs.get(body.get("run_id").asText());
    if (body.path("metrics").size() > 1000 || body.path("params").size() > 100) {
      return refused(400, "INVALID_PARAMETER_VALUE", "a batch has too many entries", answer);
    }
    for (JsonNode param : body.path("params")) {
      String before = run.params.get(param.get("key").asText());
      if (before != null && !before.equals(param.get("value").asText())) {
        return refused(400, "INVALID_PARAMETER_VALUE", "a param cannot change", answer);
      }
      put(run.params, param);
    }
    body.path("tags").forEach(tag -> put(run.tags, tag));
    for (JsonNode metric : body.path("metrics")) {
      List<JsonNode> points =
          run.metrics.computeIfAbsent(metric.get("key").asText(), key -> new ArrayList<>());
      if (!points.contains(metric)) {
        points.add(metric);
      }
    }
    return 200;
  }

  private static void put(Map<String, String> to, JsonNode pair) {
    to.put(pair.get("key").asText(), pair.get("value").asText());
  }

  private static int refused(int status, String code, String message, ObjectNode answer) {
    answer.put("error_code", code).put("message", message);
    return status;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
