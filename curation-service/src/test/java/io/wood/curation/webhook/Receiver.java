package io.wood.curation.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wood.contracts.api.curation.CandidateOutcome;
import io.wood.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver of webhooks on this machine. It answers as it is scripted, and 204 after that. */
public final class Receiver implements AutoCloseable {
  /** Answer: none, the connection stays open. */
  static final int HANGS = 0;

  /** Answer: 200, and a body without an end. */
  static final int ENDLESS = 1;

  private static final int DEFAULT = 204;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Integer> script = new ConcurrentLinkedQueue<>();
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

  /**
   * What arrived.
   *
   * @param id value of its header
   * @param timestamp value of its header
   * @param signature value of its header
   * @param body as text
   */
  public record Delivery(String id, String timestamp, String signature, String body) {
    /** The outcome in the body. */
    public CandidateOutcome outcome() {
      return Json.read(body.getBytes(UTF_8), CandidateOutcome.class);
    }
  }

  /** Starts. */
  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Its address. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  void script(Integer... answers) {
    script.addAll(List.of(answers));
  }

  /** What arrived so far, also what was not answered with 2xx. */
  public List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      list(exchange);
      return;
    }
    var headers = exchange.getRequestHeaders();
    deliveries.add(
        new Delivery(
            headers.getFirst("webhook-id"),
            headers.getFirst("webhook-timestamp"),
            headers.getFirst("webhook-signature"),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    Integer next = script.poll();
    int answer = next == null ? DEFAULT : next;
    if (answer == HANGS) {
      return;
    }
    if (answer == ENDLESS) {
      exchange.sendResponseHeaders(200, 0);
      byte[] nonsense = new byte[1 << 16];
      while (!threads.isShutdown()) {
        exchange.getResponseBody().write(nonsense);
      }
    }
    if (answer == 302) {
      exchange.getResponseHeaders().add("Location", url() + "/elsewhere");
    }
    exchange.sendResponseHeaders(answer, -1);
    exchange.close();
  }

  /** The bodies that arrived, for a test in another class loader. */
  private void list(HttpExchange exchange) throws IOException {
    String bodies = deliveries.stream().map(Delivery::body).collect(joining(",", "[", "]"));
    byte[] json = bodies.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, json.length);
    exchange.getResponseBody().write(json);
    exchange.close();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
