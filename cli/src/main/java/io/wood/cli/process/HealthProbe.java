package io.wood.cli.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks a process whether it is ready. */
public final class HealthProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /** An admin client that gives up soon. */
  static Admin admin(int port) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            "127.0.0.1:" + port,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            "5000",
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            "20000",
            AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG,
            "50",
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            "250"));
  }

  static boolean broker(Admin admin) {
    try {
      return !admin
          .describeCluster()
          .nodes()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Any answer will do: without a signature the store refuses, and that shows that it is there. */
  boolean store(int port) {
    return status("http://127.0.0.1:" + port + "/") > 0;
  }

  /** True when the service says that it can work. */
  public boolean service(int port) {
    return status("http://127.0.0.1:" + port + "/q/health/ready") == 200;
  }

  private int status(String uri) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).timeout(PATIENCE).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
