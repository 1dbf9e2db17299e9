package io.wood.curation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/** The packaged service in a process of its own, which can be killed. */
public final class ServiceProcess implements AutoCloseable {
  private static final Path PROGRAM = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path directory;
  private final Map<String, String> settings;
  private final int port = freePort();
  private Process process;

  /**
   * Starts with {@link #start}.
   *
   * @param directory working directory: the view, the thumbnails, the log
   * @param settings addresses of Kafka and the store, and other settings
   */
  ServiceProcess(Path directory, Map<String, String> settings) {
    this.directory = directory;
    this.settings = settings;
  }

  /** Starts it and waits until it is ready. */
  ServiceProcess start() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-Dwood.cache.directory=" + directory);
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dwood.parent-pid=" + ProcessHandle.current().pid());
    command.addAll(List.of("-jar", PROGRAM.toString()));
    try {
      Files.createDirectories(directory);
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(directory.resolve("service.log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the service", e);
    }
    Awaitility.await()
        .atMost(TIMEOUT)
        .until(() -> get("q/health/ready").isPresent() || !process.isAlive());
    if (!process.isAlive()) {
      throw new AssertionError("the service has ended: " + log());
    }
    return this;
  }

  /** Ends it at once, as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  /** What it answers, when it does and nothing is wrong. */
  Optional<String> get(String path) {
    return send(HttpRequest.newBuilder(address().resolve(path)).build());
  }

  /** Likewise. */
  public Optional<String> post(String path, String json) {
    return send(
        HttpRequest.newBuilder(address().resolve(path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private String log() {
    try {
      return Files.readString(directory.resolve("service.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private Optional<String> send(HttpRequest request) {
    try {
      var answer = client.send(request, BodyHandlers.ofString());
      return Optional.of(answer.body()).filter(body -> answer.statusCode() == 200);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
