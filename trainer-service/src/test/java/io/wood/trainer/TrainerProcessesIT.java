package io.wood.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.StepProgress;
import io.wood.contracts.event.TrainingProgressed;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.contracts.parameter.TrainingParameters.Optimiser;
import io.wood.contracts.parameter.TrainingParameters.Schedule;
import io.wood.kit.KafkaProbe;
import io.wood.kit.WoodTestResource;
import io.wood.store.ArtifactStore;
import io.wood.store.ArtifactStores;
import io.wood.store.Json;
import io.wood.store.StoreSettings;
import io.wood.trainer.store.CancellationRecord;
import io.wood.trainer.store.RunFiles;
import io.wood.trainer.store.RunResult;
import io.wood.trainer.store.StoredCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Packaged trainers as processes that share a real broker and a real store, and get killed. */
@Tag("faults")
final class TrainerProcessesIT {
  private static final long PATIENCE_SECONDS = 300;
  private static final int STEPS = 400;

  private static final WoodTestResource SURROUNDINGS = new WoodTestResource();
  private static Map<String, String> settings;
  private static Path directory;
  private static ArtifactStore store;
  private static RunFiles files;
  private static KafkaProbe kafka;
  private static ArtifactRef dataset;

  @BeforeAll
  static void start() throws IOException {
    settings = SURROUNDINGS.start();
    directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "trainers");
    store = ArtifactStores.connect(storeSettings(), new SimpleMeterRegistry());
    files = new RunFiles(store);
    kafka = new KafkaProbe(settings.get("kafka.bootstrap.servers"));
    dataset = new TinyDataset(store).register("shapes");
  }

  @AfterAll
  static void stop() {
    kafka.close();
    SURROUNDINGS.stop();
  }

  @Test
  void aKilledTrainersExperimentIsTakenOverOnceAndEndsWithTheSameWeights() throws Exception {
    int port = freePort();
    try (TrainerProcess one = trainer("one", port);
        TrainerProcess two = trainer("two", freePort())) {
      // Given a run that nothing disturbs, and the same run under another name, each requested
      // twice
      request("undisturbed", STEPS);
      request("undisturbed", STEPS);
      RunResult undisturbed = await(() -> files.result("undisturbed").orElse(null));
      request("killed", STEPS);
      request("killed", STEPS);
      // When the trainer that has it is killed after its first checkpoint
      await(() -> store.find(Buckets.EXPERIMENTS, run("killed", "checkpoint.json")).orElse(null));
      TrainerProcess holder = holderOf("killed").startsWith(one.pid() + "@") ? one : two;
      holder.kill();
      assertThat(files.result("killed")).as("killed in mid-training").isEmpty();
      await(() -> files.attempts("killed").step() > 0 ? files : null);
      RunResult killed = await(() -> files.result("killed").orElse(null));
      // Then the other one ends it, with the same weights, and tells of each run once
      assertThat(killed.state()).isEqualTo(RunState.SUCCEEDED);
      assertThat(killed.model().weights().sha256())
          .isEqualTo(undisturbed.model().weights().sha256());
      assertThat(killed.metrics()).isEqualTo(undisturbed.metrics());
      List<String> trained =
          kafka.present(ClassifierTrained.class).map(ClassifierTrained::experiment).toList();
      assertThat(trained).containsExactlyInAnyOrder("undisturbed", "killed");
    }
  }

  @Test
  void aTrainerThatShutsDownStoresACheckpointAndReleasesTheRun() throws Exception {
    // Given a run whose schedule asks for no checkpoint
    try (TrainerProcess trainer = trainer("asked", freePort())) {
      request("asked", 1_000_000, 1_000_000);
      await(() -> progressOf("asked").filter(step -> step > 0).findFirst().orElse(null));
      // When its trainer is asked to end
      trainer.ask();
      trainer.awaitEnd(PATIENCE_SECONDS);
    }
    // Then there is one, and nobody has to wait for the lease
    StoredCheckpoint kept = files.checkpoint(files.frozen("asked").orElseThrow()).orElseThrow();
    assertThat(kept.step()).isPositive();
    assertThat(store.get(kept.bytes())).isNotEmpty();
    assertThat(holderOf("asked")).isEmpty();
    assertThat(files.attempts("asked").starts()).isZero();
    files.cancel("asked", new CancellationRecord("the test", Instant.now()));
  }

  @Test
  void aRunIsCancelledOverHttpInMidTraining() throws Exception {
    int port = freePort();
    try (TrainerProcess trainer = trainer("cancelling", port)) {
      request("endless", 1_000_000);
      await(() -> store.find(Buckets.EXPERIMENTS, run("endless", "checkpoint.json")).orElse(null));
      URI address = URI.create("http://localhost:" + port + "/api/experiments/endless?by=me");
      int status =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(address).DELETE().build(), BodyHandlers.discarding())
              .statusCode();
      assertThat(status).isEqualTo(202);
      RunResult outcome = await(() -> files.result("endless").orElse(null));
      assertThat(outcome.state()).isEqualTo(RunState.CANCELLED);
      assertThat(outcome.message()).isEqualTo("cancelled by me");
      assertThat(trainer.isAlive()).isTrue();
    }
  }

  @Test
  void aTrainerWithoutItsConfiguredDeviceDoesNotStart() throws Exception {
    Map<String, String> own = own("gpu", freePort());
    own.put("wood.trainer.device", "gpu:7");
    try (TrainerProcess trainer = TrainerProcess.start(own, directory.resolve("gpu"))) {
      assertThat(trainer.awaitEnd(PATIENCE_SECONDS)).isNotZero();
      assertThat(trainer.output())
          .contains("wood.trainer.device: device 'gpu:7' does not exist: the engine finds");
    }
  }

  private static TrainerProcess trainer(String name, int port) {
    return TrainerProcess.start(own(name, port), directory.resolve(name));
  }

  private static Map<String, String> own(String name, int port) {
    Map<String, String> own = new HashMap<>(settings);
    own.put("quarkus.http.port", Integer.toString(port));
    own.put("wood.cache.directory", directory.resolve(name + "-cache").toString());
    own.put("wood.trainer.lease", "PT4S");
    own.put("wood.trainer.scan", "PT1S");
    own.put("wood.trainer.threads", "1");
    return own;
  }

  private static void request(String experiment, int steps) {
    request(experiment, steps, 40);
  }

  private static void request(String experiment, int steps, int checkpointSteps) {
    TrainingParameters parameters =
        new TrainingParameters(
            Arm.BASE,
            new NetworkSpec("small", 8),
            new Schedule(0, steps, 2, 1, checkpointSteps),
            new Optimiser(.01, .01, .9, 1e-4, .9, 0),
            new Augmentation(32, 32, 48, true),
            null,
            5);
    kafka.publish(
        new ExperimentRequested(
            experiment,
            dataset,
            null,
            parameters,
            Map.of(),
            null,
            null,
            null,
            null,
            "tester",
            Instant.parse("2026-04-01T00:00:00Z")));
  }

  private static Stream<Long> progressOf(String experiment) {
    return kafka
        .present(TrainingProgressed.class)
        .filter(progress -> progress.experiment().equals(experiment))
        .map(TrainingProgressed::progress)
        .filter(progress -> progress.phase().equals("train"))
        .map(StepProgress::done);
  }

  /** {@code pid@host/…}, as the lease tells. */
  private static String holderOf(String experiment) {
    byte[] lease = store.find(Buckets.EXPERIMENTS, run(experiment, RunFiles.LEASE)).get().bytes();
    return Json.read(lease, Holder.class).holder();
  }

  private record Holder(String holder) {}

  private static String run(String experiment, String name) {
    return ObjectKeys.ofRun(experiment, name);
  }

  private static <T> T await(Supplier<T> look) throws InterruptedException {
    Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS);
    while (Instant.now().isBefore(end)) {
      T found = look.get();
      if (found != null) {
        return found;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("nothing after " + PATIENCE_SECONDS + " s");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StoreSettings storeSettings() {
    return new StoreSettings(
        URI.create(settings.get("wood.store.endpoint")),
        settings.get("wood.store.access-key"),
        settings.get("wood.store.secret-key"),
        "us-east-1",
        directory.resolve("own-cache"),
        1L << 28);
  }
}
