package io.wood.refiner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One replica as it is deployed: the packaged application in a process of its own. */
final class PackagedRefiner implements AutoCloseable {
  private static final Path APPLICATION = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final int port;

  /**
   * Starts it.
   *
   * @param name in leases, and of its log file
   * @param settings of the broker and the store
   */
  PackagedRefiner(String name, Map<String, String> settings) {
    this.port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-XX:+UseSerialGC");
    command.add("-Dai.djl.offline=true");
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-Dwood.cache.directory=" + Path.of("target", "cache-" + name).toAbsolutePath());
    command.add("-Dwood.refiner.replica=" + name);
    command.add("-Dwood.refiner.lease=4s");
    command.add("-Dwood.refiner.stall=15s");
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dwood.parent-pid=" + ProcessHandle.current().pid());
    command.add("-jar");
    command.add(APPLICATION.toAbsolutePath().toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(Path.of("target", name + ".log").toFile()));
    try {
      this.process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + APPLICATION, e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitReady() throws InterruptedException {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (get("/q/health/ready").isEmpty()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError("a replica did not become ready; its log is in target");
      }
      Thread.sleep(200);
    }
  }

  /** Images that it has done, of all stages. */
  double imagesDone() throws InterruptedException {
    return get("/q/metrics")
        .lines()
        .filter(line -> line.startsWith("wood_refiner_images_seconds_count"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** The body of a good answer, otherwise nothing. */
  private String get(String path) throws InterruptedException {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? response.body() : "";
    } catch (IOException e) {
      return "";
    }
  }

  /** As the kernel does when memory runs out: no shutdown hook, no farewell to the broker. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
