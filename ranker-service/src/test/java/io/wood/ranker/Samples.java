package io.wood.ranker;

import io.wood.contracts.Arm;
import io.wood.contracts.ArtifactRef;
import io.wood.contracts.Buckets;
import io.wood.contracts.CandidatePublished;
import io.wood.contracts.ClassifierTrained;
import io.wood.contracts.ModelRef;
import io.wood.contracts.NetworkSpec;
import io.wood.contracts.ObjectKeys;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.RgbImage;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Candidates and models for tests. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private Samples() {}

  /** A picture all of whose pixels have this brightness. */
  static RgbImage image(int width, int height, int brightness) {
    byte[] bytes = new byte[3 * width * height];
    Arrays.fill(bytes, (byte) brightness);
    return new RgbImage(width, height, bytes);
  }

  static byte[] png(int brightness) {
    return ImageEncoder.png(image(40, 30, brightness));
  }

  static CandidatePublished published(ArtifactStore store, byte[] file, String name) {
    String hash = Hashes.sha256(file);
    ArtifactRef ref = store.put(Buckets.CANDIDATES, ObjectKeys.image(hash), file, "image/png");
    return new CandidatePublished(hash, ref, name, "test", NOW);
  }

  static ModelRef model(String experiment) {
    String hash = Hashes.sha256(experiment.getBytes(StandardCharsets.UTF_8));
    ArtifactRef weights =
        new ArtifactRef(Buckets.MODELS, ObjectKeys.weights(hash), hash, 9, "application/x");
    return new ModelRef(experiment, new NetworkSpec("small", 16), List.of("boat", "bird"), weights);
  }

  static ClassifierTrained trained(ModelRef model, Arm arm, Instant at) {
    return new ClassifierTrained(
        model.experiment(), arm, model, model.weights(), model.weights(), 0, Map.of(), null, at);
  }
}
