package io.wood.bench.ledger;

import io.wood.bench.process.RandomClassifier;
import io.wood.cli.client.EventSender;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.RgbImage;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What is published: small pictures, some of them twice and by two sources, some files that are no
 * pictures, some events whose object is missing.
 */
final class LedgerLoad {
  /** Experiment of the classifier that ranks what is published. */
  static final String FIRST = "ledger";

  /** Experiment of the classifier that ranks everything again. */
  static final String SECOND = "ledger-2";

  static final NetworkSpec NETWORK = new NetworkSpec("small", 16);
  static final List<String> CLASSES = List.of("bird", "boat", "train");

  private static final int SIDE = 48;
  private static final int EVERY_UNUSABLE = 23;
  private static final int EVERY_MISSING = 19;
  private static final int EVERY_TWICE = 7;

  private final ArtifactStore store;
  private final EventSender sender;
  private final long seed;

  LedgerLoad(ArtifactStore store, EventSender sender, long seed) {
    this.store = store;
    this.sender = sender;
    this.seed = seed;
  }

  /** Publishes the classifier that becomes the active one, with random weights. */
  void publishClassifier() {
    publishClassifier(FIRST, Arm.BASE, seed);
  }

  /** Publishes another one, which becomes active nowhere. */
  void publishSecondClassifier() {
    publishClassifier(SECOND, Arm.CONTROL, seed + 1);
  }

  private void publishClassifier(String experiment, Arm arm, long weightsSeed) {
    new RandomClassifier(experiment, arm, NETWORK, CLASSES, weightsSeed).publish(store, sender);
  }

  /** Publishes one image and returns its hash when Kafka has acknowledged it. */
  String publish(int number) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    byte[] bytes = new byte[3 * SIDE * SIDE];
    random.nextBytes(bytes);
    byte[] file =
        number % EVERY_UNUSABLE == 0 ? bytes : ImageEncoder.png(new RgbImage(SIDE, SIDE, bytes));
    String hash = Hashes.sha256(file);
    ArtifactRef ref =
        new ArtifactRef(Buckets.CANDIDATES, ObjectKeys.image(hash), hash, file.length, "image/png");
    if (number % EVERY_MISSING != 0) {
      store.put(Buckets.CANDIDATES, ref.key(), file, "image/png");
    }
    send(ref, number, "camera");
    if (number % EVERY_TWICE == 0) {
      send(ref, number, "camera");
      send(ref, number, "crawler");
    }
    return hash;
  }

  private void send(ArtifactRef ref, int number, String source) {
    EventSender.await(
        sender.send(
            new CandidatePublished(ref.sha256(), ref, number + ".png", source, Instant.now())));
  }
}
