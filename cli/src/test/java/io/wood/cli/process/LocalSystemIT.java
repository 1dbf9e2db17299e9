package io.wood.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wood.cli.client.EventSender;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.client.SystemEndpoints;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.Topic;
import io.wood.store.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A launcher of its own process, as a person starts it, with a real broker and a real store. */
class LocalSystemIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private static final String IMAGE = "a".repeat(64);

  @TempDir private Path folder;
  private final int kafka = PortCheck.anyFree();
  private final int store = PortCheck.anyFree();
  private final List<Process> launchers = new ArrayList<>();

  @AfterEach
  void leaveNothingBehind() throws InterruptedException {
    for (Process launcher : launchers) {
      launcher.destroy();
      if (!launcher.waitFor(30, TimeUnit.SECONDS)) {
        launcher.destroyForcibly();
      }
    }
  }

  @Test
  void survivesTheDeathOfItsLauncherWithoutOrphansOrLosses() throws Exception {
    // Given a system that holds an event and an object
    launch();
    decide("first");
    ArtifactRef weights =
        system().store().put(Buckets.MODELS, "weights", "1234".getBytes(UTF_8), "text/plain");

    // When its launcher is killed
    SystemState state = SystemState.read(data()).orElseThrow();
    launchers.get(0).destroyForcibly().waitFor();

    // Then its children end too
    List<SystemState.Child> children = state.children();
    assertThat(children).extracting(SystemState.Child::name).containsExactly("kafka", "store");
    eventually(() -> children.stream().allMatch(child -> child.process().find().isEmpty()));

    // And a second start finds everything
    launch();
    decide("second");
    assertThat(decisionsSinceNow(() -> decide("third"))).containsExactly("third");
    assertThat(decisions()).containsExactly("first", "second", "third");
    assertThat(system().store().get(weights)).asString(UTF_8).isEqualTo("1234");

    // And takes batches of every compression
    List<String> codecs = List.of("gzip", "snappy", "lz4", "zstd");
    codecs.forEach(this::decideCompressed);
    assertThat(decisions()).containsAll(codecs);
  }

  @Test
  void sharesItsDataWithNobodyAndStopsWhenAsked() throws Exception {
    // Given
    launch();
    SystemState state = SystemState.read(data()).orElseThrow();

    // When
    Process second = launcher();

    // Then
    assertThat(second.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(1);
    assertThat(output(2)).contains("already running");

    // When
    launchers.get(0).destroy();

    // Then
    assertThat(launchers.get(0).waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(state.children()).allMatch(child -> child.process().find().isEmpty());
    assertThat(SystemState.read(data())).isEmpty();
  }

  @Test
  void startsABrokerAgainThatWasKilledAndSaysSo() throws Exception {
    // Given
    launch();
    decide("before");

    // When
    broker().process().find().orElseThrow().destroyForcibly();

    // Then
    eventually(() -> broker().restarts() == 1 && broker().process().find().isPresent());
    assertThat(broker().reason()).contains("exit status 137");
    try (Admin admin = HealthProbe.admin(kafka)) {
      eventually(() -> HealthProbe.broker(admin));
    }
    decide("after");
    assertThat(decisions()).containsExactly("before", "after");
  }

  private SystemState.Child broker() {
    return SystemState.read(data()).flatMap(state -> state.child("kafka")).orElseThrow();
  }

  private void launch() throws IOException, InterruptedException {
    Process launcher = launcher();
    int number = launchers.size();
    eventually(() -> !launcher.isAlive() || ready(launcher));
    assertThat(launcher.isAlive()).describedAs("output:\n" + output(number)).isTrue();
  }

  private boolean ready(Process launcher) {
    return SystemState.read(data())
        .filter(state -> state.launcher().pid() == launcher.pid() && state.ready())
        .isPresent();
  }

  private Process launcher() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-Dwood.home=" + Path.of("..").toAbsolutePath().normalize(),
            "-cp",
            System.getProperty("java.class.path"),
            "io.wood.cli.Main",
            "up",
            "--no-services",
            "--data=" + folder.resolve("data"),
            "--kafka-port=" + kafka,
            "--store-port=" + store);
    Path log = folder.resolve("launcher-" + (launchers.size() + 1) + ".log");
    Process launcher =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    launchers.add(launcher);
    return launcher;
  }

  private String output(int number) throws IOException {
    return Files.readString(folder.resolve("launcher-" + number + ".log"));
  }

  private DataDirectory data() {
    return new DataDirectory(folder.resolve("data"));
  }

  private void decide(String id) {
    try (EventSender sender = system().sender("test")) {
      EventSender.await(sender.send(decision(id)));
    }
  }

  private void decideCompressed(String codec) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", "127.0.0.1:" + kafka, "compression.type", codec);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      EventSender.await(
          producer.send(
              new ProducerRecord<>(
                  Topic.CURATION_DECIDED.topicName(), IMAGE, Json.canonical(decision(codec)))));
    }
  }

  private static CurationDecided decision(String id) {
    return new CurationDecided(
        id,
        IMAGE,
        new ArtifactRef(Buckets.CANDIDATES, "images/" + IMAGE, IMAGE, 1, "image/png"),
        CurationDecided.Verdict.APPROVED,
        "tester",
        Instant.now(),
        "",
        List.of(),
        "boat",
        .9,
        IMAGE,
        null,
        1);
  }

  private List<String> decisions() {
    List<String> ids = new ArrayList<>();
    system().tail().readAll(CurationDecided.class, event -> ids.add(event.decision()));
    return ids;
  }

  private List<String> decisionsSinceNow(Runnable afterwards) {
    List<String> ids = new ArrayList<>();
    Instant now = Instant.now();
    afterwards.run();
    system()
        .tail()
        .follow(CurationDecided.class, now, event -> ids.add(event.decision()), () -> false);
    return ids;
  }

  private RunningSystem system() {
    StoreKeys keys = StoreKeys.of(data());
    return new RunningSystem(
        new SystemEndpoints(
            "127.0.0.1:" + kafka, URI.create("http://127.0.0.1:" + store), Map.of()),
        keys.access(),
        keys.secret(),
        folder.resolve("cache"));
  }

  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    Instant deadline = Instant.now().plus(TIMEOUT);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).describedAs("gave up waiting").isBefore(deadline);
      Thread.sleep(100);
    }
  }
}
