package io.wood.cli.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.cli.client.EventSender;
import io.wood.cli.console.ProgressPrinter;
import io.wood.cli.console.Terminal;
import io.wood.cli.publish.CandidatePublishing.Result;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CandidatePublished;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.RgbImage;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidatePublishingTest {
  private static final int IMAGES = 20;
  private static final String SOURCE = "cli";

  @TempDir private Path folder;
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final List<CandidatePublished> log = new ArrayList<>();

  @BeforeEach
  void drawImages() throws IOException {
    for (int i = 0; i < IMAGES; i++) {
      byte[] pixels = new byte[3 * 8 * 8];
      Arrays.fill(pixels, (byte) i);
      Files.write(folder.resolve(i + ".png"), ImageEncoder.png(new RgbImage(8, 8, pixels)));
    }
  }

  @Test
  void anInterruptedPublishingGoesOnWithoutStoringOrPublishingAnythingTwice() {
    // Given: a publishing that ended after seven events, of which one image has another source too
    assertThatThrownBy(() -> publish(SOURCE, 7)).hasMessageContaining("killed");
    assertThat(log).hasSize(7);
    Map<String, String> stored = versions();
    CandidatePublished first = log.get(0);
    log.set(
        0,
        new CandidatePublished(
            first.image(), first.artifact(), first.name(), "another tool", first.publishedAt()));

    // When
    Result result = publish(SOURCE, IMAGES);

    // Then
    assertThat(result.known()).isEqualTo(6);
    assertThat(result.images()).hasSize(IMAGES - 6);
    assertThat(log).extracting(CandidatePublished::eventId).doesNotHaveDuplicates();
    assertThat(log)
        .filteredOn(event -> event.source().equals(SOURCE))
        .extracting(CandidatePublished::image)
        .hasSize(IMAGES)
        .doesNotHaveDuplicates();
    Map<String, String> now = versions();
    log.subList(1, 7)
        .forEach(event -> assertThat(now).containsEntry(event.image(), stored.get(event.image())));

    // And: once more there is nothing to do
    assertThat(publish(SOURCE, IMAGES).known()).isEqualTo(IMAGES);
    assertThat(versions()).isEqualTo(now);
    assertThat(log).hasSize(IMAGES + 1);
  }

  /** Publishes the folder in a process that is killed after so many events. */
  private Result publish(String source, int events) {
    Set<String> published = PublishedImages.of(log::forEach, source);
    Terminal nowhere =
        new Terminal(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8), false);
    return new CandidatePublishing(store, () -> new EventSender(new Broker(events), source), source)
        .publish(List.of(folder), published, new ProgressPrinter(nowhere));
  }

  /** Versions of the stored images by their hash: storing one again changes its version. */
  private Map<String, String> versions() {
    return store.keys(Buckets.CANDIDATES).stream()
        .collect(
            Collectors.toMap(
                key -> key.substring(ObjectKeys.IMAGES.length()),
                key -> store.find(Buckets.CANDIDATES, key).orElseThrow().etag()));
  }

  private final class Broker extends MockProducer<String, byte[]> {
    private final int events;

    Broker(int events) {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
      this.events = events;
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
      if (history().size() == events) {
        throw new KafkaException("killed");
      }
      log.add(Json.read(record.value(), CandidatePublished.class));
      return super.send(record);
    }
  }
}
