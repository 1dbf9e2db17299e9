package io.wood.bench.process;

import ai.djl.Device;
import io.wood.cli.client.EventSender;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.network.Classifier;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A classifier with random weights, as an experiment of a benchmark.
 *
 * @param experiment its name
 * @param arm a ranker adopts the newest {@link Arm#BASE} alone
 * @param seed of the weights
 */
public record RandomClassifier(
    String experiment, Arm arm, NetworkSpec network, List<String> classes, long seed) {

  /** Stores the weights and publishes the classifier; returns when Kafka has it. */
  public void publish(ArtifactStore store, EventSender sender) {
    publish(store, sender, null, null);
  }

  /**
   * The same with what a refiner needs.
   *
   * @param dataset images to refine; null for none that exists
   * @param refinement its settings; null for no refinement
   */
  public void publish(
      ArtifactStore store,
      EventSender sender,
      ArtifactRef dataset,
      RefinementParameters refinement) {
    byte[] weights;
    try (Classifier random = Classifier.create(network, classes.size(), seed, Device.cpu())) {
      weights = random.toSafetensors();
    }
    ArtifactRef ref =
        store.put(
            Buckets.MODELS,
            ObjectKeys.weights(Hashes.sha256(weights)),
            weights,
            "application/octet-stream");
    ArtifactRef manifest =
        new ArtifactRef(
            Buckets.DATASETS,
            ObjectKeys.manifest(ref.sha256()),
            ref.sha256(),
            9,
            "application/json");
    EventSender.await(
        sender.send(
            new ClassifierTrained(
                experiment,
                arm,
                new ModelRef(experiment, network, classes, ref),
                dataset == null ? manifest : dataset,
                manifest,
                0,
                Map.of(),
                refinement,
                Instant.now())));
  }
}
