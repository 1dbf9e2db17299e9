package io.wood.bench.ranking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.bench.process.RandomClassifier;
import io.wood.cli.client.EventSender;
import io.wood.cli.client.RunningSystem;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.RgbImage;
import io.wood.store.Hashes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What is published: photographs, a classifier with random weights, and events without objects. */
final class RankingLoad {
  static final int WIDTH = 500;
  static final int HEIGHT = 375;
  static final List<String> CLASSES =
      IntStream.range(0, 20).mapToObj(number -> "class-" + number).toList();

  private static final int CELLS = 24;
  private static final int NOISE = 24;
  private static final double QUALITY = .9;

  private final RunningSystem system;
  private final EventSender sender;
  private final NetworkSpec network;
  private int images;

  RankingLoad(RunningSystem system, EventSender sender, NetworkSpec network) {
    this.system = system;
    this.sender = sender;
    this.network = network;
  }

  void publishClassifier() {
    new RandomClassifier("ranking", Arm.BASE, network, CLASSES, 1).publish(system.store(), sender);
  }

  /** Stores and publishes so many new photographs. */
  void publishImages(int count) {
    List<ArtifactRef> stored = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      stored.add(store(photograph(images++)));
    }
    publish(stored);
  }

  /** Stores a photograph. */
  ArtifactRef store(byte[] file) {
    String key = ObjectKeys.image(Hashes.sha256(file));
    return system.store().put(Buckets.CANDIDATES, key, file, "image/jpeg");
  }

  /** Publishes events about objects that do not exist. */
  void publishEvents(int count) {
    publish(
        IntStream.range(0, count)
            .mapToObj(number -> Hashes.sha256(Integer.toString(number).getBytes(UTF_8)))
            .map(
                hash ->
                    new ArtifactRef(
                        Buckets.CANDIDATES, ObjectKeys.image(hash), hash, 1, "image/jpeg"))
            .toList());
  }

  /** Publishes candidates. */
  void publish(List<ArtifactRef> files) {
    List<Future<RecordMetadata>> sent = files.stream().map(this::send).toList();
    sent.forEach(EventSender::await);
  }

  private Future<RecordMetadata> send(ArtifactRef file) {
    return sender.send(
        new CandidatePublished(file.sha256(), file, "photo.jpg", "bench", Instant.now()));
  }

  /** Smooth with some noise, so that its file is as large as that of a photograph. */
  private static byte[] photograph(int number) {
    SplittableRandom random = new SplittableRandom(number);
    byte[] cells = new byte[3 * CELLS * CELLS];
    random.nextBytes(cells);
    byte[] pixels = BicubicResize.resize(new RgbImage(CELLS, CELLS, cells), WIDTH, HEIGHT).bytes();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.min(255, (pixels[i] & 0xff) + random.nextInt(NOISE));
    }
    return ImageEncoder.jpeg(new RgbImage(WIDTH, HEIGHT, pixels), QUALITY);
  }
}
