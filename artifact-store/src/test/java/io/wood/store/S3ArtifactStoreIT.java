package io.wood.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.store.lease.Lease;
import io.wood.store.lease.Leases;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real client against a real S3 server. */
final class S3ArtifactStoreIT extends ArtifactStoreContract {
  @TempDir private static Path directory;
  private static LocalS3 server;
  private static ArtifactStore store;
  private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

  @BeforeAll
  static void start() {
    server = LocalS3.start(directory.resolve("objects"));
    store = ArtifactStores.connect(server.settings(directory.resolve("cache")), METERS);
    store.createBuckets();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  protected ArtifactStore store() {
    return store;
  }

  @Test
  void aLinkReadsTheObjectAndAnotherWritesIt() throws Exception {
    byte[] bytes = "through a link".getBytes(UTF_8);
    URI put =
        store.presignPut(Buckets.CANDIDATES, "links/one", bytes.length, Duration.ofMinutes(1));

    HttpResponse<Void> written =
        http(HttpRequest.newBuilder(put).PUT(BodyPublishers.ofByteArray(bytes)).build());
    ArtifactRef ref =
        new ArtifactRef(
            Buckets.CANDIDATES, "links/one", Hashes.sha256(bytes), bytes.length, "text/plain");

    assertThat(written.statusCode()).isEqualTo(200);
    assertThat(store.get(ref)).isEqualTo(bytes);
    HttpResponse<byte[]> read =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(store.presignGet(ref, Duration.ofMinutes(1))).build(),
                BodyHandlers.ofByteArray());
    assertThat(read.body()).isEqualTo(bytes);
  }

  @Test
  void aLinkTakesNoOtherNumberOfBytes() throws Exception {
    URI put = store.presignPut(Buckets.CANDIDATES, "links/four", 3, Duration.ofMinutes(1));

    HttpResponse<Void> written =
        http(HttpRequest.newBuilder(put).PUT(BodyPublishers.ofString("four")).build());

    assertThat(written.statusCode()).isEqualTo(403);
    assertThat(store.find(Buckets.CANDIDATES, "links/four")).isEmpty();
  }

  @Test
  void aLinkIsSignedForTheAddressThatClientsReach() {
    URI outside = URI.create("https://store.example.org");
    StoreSettings settings =
        new StoreSettings(
            URI.create("http://127.0.0.1:1"),
            outside,
            "a",
            "b",
            "",
            directory.resolve("no"),
            1,
            null);

    URI put =
        new S3ArtifactStore(settings)
            .presignPut(Buckets.CANDIDATES, "links/five", 3, Duration.ofMinutes(1));

    assertThat(put.toString()).startsWith("https://store.example.org/candidates/links/five?");
    assertThat(put.getQuery()).contains("content-length;host");
  }

  @Test
  void aLinkWithAnotherSignatureReadsNothing() throws Exception {
    ArtifactRef ref = store.put(Buckets.CANDIDATES, "links/two", new byte[3], "text/plain");
    String link = store.presignGet(ref, Duration.ofMinutes(1)).toString();

    URI forged = URI.create(link.substring(0, link.length() - 4) + "0000");

    assertThat(http(HttpRequest.newBuilder(forged).build()).statusCode()).isEqualTo(403);
  }

  @Test
  void whatWasWrittenThroughALinkHasNoKnownHash() throws Exception {
    URI put = store.presignPut(Buckets.CANDIDATES, "links/three", 1, Duration.ofMinutes(1));

    http(HttpRequest.newBuilder(put).PUT(BodyPublishers.ofString("x")).build());

    assertThat(store.stat(Buckets.CANDIDATES, "links/three")).isEmpty();
  }

  @Test
  void saysThatTheStoreCannotBeReached() {
    StoreSettings nowhere =
        new StoreSettings(
            URI.create("http://127.0.0.1:1"), "a", "b", "us-east-1", directory.resolve("no"), 1);

    assertThatThrownBy(() -> new S3ArtifactStore(nowhere).check())
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  @Test
  void saysThatTheSecretIsWrong() {
    StoreSettings wrong =
        new StoreSettings(
            server.endpoint(), server.accessKey(), "guess", "", directory.resolve("no"), 1);

    assertThatThrownBy(() -> new S3ArtifactStore(wrong).check())
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void aKeyBelowAnObjectIsAMissingObject() {
    ArtifactRef file = store.put(Buckets.CANDIDATES, "images/one", new byte[3], "text/plain");
    ArtifactRef below =
        new ArtifactRef(Buckets.CANDIDATES, "images/one/x", file.sha256(), 3, "text/plain");

    assertThatThrownBy(() -> store.get(below)).isInstanceOf(MissingObjectException.class);
    assertThat(store.get(file)).hasSize(3);
  }

  @Test
  void survivesARestartOfTheServer() throws Exception {
    try (LocalS3 first = LocalS3.start(directory.resolve("restarted"))) {
      ArtifactStore client =
          ArtifactStores.connect(first.settings(directory.resolve("cache2")), METERS);
      client.createBuckets();
      ArtifactRef ref = client.put(Buckets.MODELS, "kept", new byte[] {1, 2}, "text/plain");
      first.close();
      Thread restart = new Thread(() -> restart(first.endpoint().getPort()));
      restart.start();

      assertThat(getAcrossRestart(client, ref, restart)).containsExactly(1, 2);
    }
  }

  @Test
  void exactlyOneOfManyTakesOverAnExpiredLease() throws Exception {
    Leases leases = new Leases(store, Clock.systemUTC());
    Duration brief = Duration.ofMillis(500);
    // On a slow machine it may be over before it is confirmed.
    leases.acquire(Buckets.EXPERIMENTS, "raced", "dead", brief);
    assertThat(store.find(Buckets.EXPERIMENTS, "raced")).isPresent();
    // The store says the age of an object to within a second.
    Thread.sleep(3100);
    ExecutorService threads = Executors.newFixedThreadPool(8);

    List<Callable<Optional<Lease>>> contenders =
        Collections.nCopies(
            8, () -> leases.acquire(Buckets.EXPERIMENTS, "raced", "one", Duration.ofMinutes(1)));

    int holders = 0;
    for (Future<Optional<Lease>> contender : threads.invokeAll(contenders)) {
      holders += contender.get().isPresent() ? 1 : 0;
    }
    threads.shutdown();
    assertThat(holders).isEqualTo(1);
  }

  @Test
  void countsItsRequests() {
    store.put(Buckets.MODELS, "counted", new byte[10], "text/plain");

    assertThat(METERS.get("wood.store.requests").tag("operation", "put").timers()).isNotEmpty();
    assertThat(METERS.get("wood.store.bytes").tag("direction", "written").counter().count())
        .isGreaterThanOrEqualTo(10);
  }

  /**
   * A call waits for the server, for a second at least; where its start takes longer than the call
   * may, another call waits. Without a retry a refused connection fails within milliseconds.
   */
  private static byte[] getAcrossRestart(ArtifactStore client, ArtifactRef ref, Thread restart)
      throws InterruptedException {
    long begin = System.nanoTime();
    try {
      byte[] bytes = client.get(ref);
      restart.join();
      return bytes;
    } catch (StoreUnavailableException slowMachine) {
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
      restart.join();
      return client.get(ref);
    }
  }

  private static void restart(int port) {
    LocalS3.start(directory.resolve("restarted"), port);
  }

  private static HttpResponse<Void> http(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
  }
}
