package io.wood.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.wood.contracts.Buckets;
import io.wood.contracts.Topic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A launcher of its own process, as a person starts it, with a real broker and a real store. */
class LocalSystemIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path folder;
  private final int kafka = Ports.anyFree();
  private final int store = Ports.anyFree();
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
    send("first");
    put("weights", "1234");

    // When its launcher is killed
    SystemState state = SystemState.read(data()).orElseThrow();
    launchers.get(0).destroyForcibly().waitFor();

    // Then its children end too
    List<SystemState.Child> children = state.children();
    assertThat(children).extracting(SystemState.Child::name).containsExactly("kafka", "store");
    eventually(() -> children.stream().allMatch(child -> child.process().find().isEmpty()));

    // And a second start finds everything
    launch();
    send("second");
    assertThat(events()).containsExactly("first", "second");
    assertThat(get("weights")).isEqualTo("1234");
  }

  @Test
  void sharesItsDataWithNobodyAndStopsWhenAsked() throws Exception {
    // Given
    launch();
    SystemState state = SystemState.read(data()).orElseThrow();

    // When
    Process second = launcher();

    // Then
    assertThat(second.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(1);
    assertThat(output(2)).contains("already running");

    // When
    launchers.get(0).destroy();

    // Then
    assertThat(launchers.get(0).waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(state.children()).allMatch(child -> child.process().find().isEmpty());
    assertThat(SystemState.read(data())).isEmpty();
  }

  private void launch() throws IOException, InterruptedException {
    Process launcher = launcher();
    int number = launchers.size();
    eventually(
        () ->
            !launcher.isAlive() || SystemState.read(data()).map(SystemState::ready).orElse(false));
    assertThat(launcher.isAlive()).describedAs("output:\n" + output(number)).isTrue();
  }

  private Process launcher() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-Dwood.home=" + Path.of("..").toAbsolutePath().normalize(),
            "-cp",
            System.getProperty("java.class.path"),
            "io.wood.local.Main",
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

  private void send(String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(servers(), new StringSerializer(), new StringSerializer())) {
      producer
          .send(new ProducerRecord<>(Topic.CURATION_DECIDED.topicName(), "same-key", value))
          .get(30, TimeUnit.SECONDS);
    }
  }

  private List<String> events() {
    List<String> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(servers(), new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, Topic.CURATION_DECIDED.partitions())
              .mapToObj(i -> new TopicPartition(Topic.CURATION_DECIDED.topicName(), i))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Instant deadline = Instant.now().plus(PATIENCE);
      while (values.size() < 2 && Instant.now().isBefore(deadline)) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  private Map<String, Object> servers() {
    return Map.of("bootstrap.servers", "127.0.0.1:" + kafka);
  }

  private void put(String key, String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    client()
        .putObject(
            PutObjectArgs.builder().bucket(Buckets.MODELS).object(key).stream(
                    new ByteArrayInputStream(bytes), (long) bytes.length, -1L)
                .build());
  }

  private String get(String key) throws Exception {
    try (var answer =
        client().getObject(GetObjectArgs.builder().bucket(Buckets.MODELS).object(key).build())) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private MinioClient client() {
    StoreKeys keys = StoreKeys.readOrCreate(data().keys());
    return MinioClient.builder()
        .endpoint("http://127.0.0.1:" + store)
        .credentials(keys.access(), keys.secret())
        .build();
  }

  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).describedAs("gave up waiting").isBefore(deadline);
      Thread.sleep(100);
    }
  }
}
