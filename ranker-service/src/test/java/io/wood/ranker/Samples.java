package io.wood.ranker;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.kit.thread.EngineHealth;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Weights;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Candidates and models for tests. */
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private Samples() {}

  /** A picture all of whose pixels have this brightness. */
  public static RgbImage image(int width, int height, int brightness) {
    byte[] bytes = new byte[3 * width * height];
    Arrays.fill(bytes, (byte) brightness);
    return new RgbImage(width, height, bytes);
  }

  public static byte[] png(int brightness) {
    return ImageEncoder.png(image(40, 30, brightness));
  }

  public static CandidatePublished published(ArtifactStore store, byte[] file, String name) {
    String hash = Hashes.sha256(file);
    ArtifactRef ref = store.put(Buckets.CANDIDATES, ObjectKeys.image(hash), file, "image/png");
    return new CandidatePublished(hash, ref, name, "test", NOW);
  }

  public static ModelRef model(String experiment) {
    String hash = Hashes.sha256(experiment.getBytes(StandardCharsets.UTF_8));
    ArtifactRef weights =
        new ArtifactRef(Buckets.MODELS, ObjectKeys.weights(hash), hash, 9, "application/x");
    return new ModelRef(experiment, new NetworkSpec("small", 16), List.of("boat", "bird"), weights);
  }

  /** The health of an engine whose probe succeeds. */
  public static EngineHealth health() {
    return new EngineHealth(EngineException.class, () -> {}, () -> {});
  }

  /** A classifier whose random weights are stored. */
  public static ModelRef stored(
      ArtifactStore store,
      String experiment,
      NetworkSpec network,
      List<String> classes,
      long seed) {
    try (Classifier random = Classifier.create(network, classes.size(), seed, Device.cpu())) {
      ArtifactRef weights = Weights.store(store, random.toSafetensors());
      return new ModelRef(experiment, network, classes, weights);
    }
  }

  public static ClassifierTrained trained(ModelRef model, Arm arm, Instant at) {
    ArtifactRef manifest =
        new ArtifactRef(
            Buckets.DATASETS,
            "manifests/any.json",
            model.weights().sha256(),
            9,
            "application/json");
    return new ClassifierTrained(
        model.experiment(), arm, model, manifest, manifest, 0, Map.of(), null, at);
  }
}
