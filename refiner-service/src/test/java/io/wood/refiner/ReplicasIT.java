package io.wood.refiner;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RefinementTask;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.kit.KafkaProbe;
import io.wood.kit.WoodTestResource;
import io.wood.refiner.report.ResultsManifest;
import io.wood.refiner.stage.OutputNames;
import io.wood.store.ArtifactStore;
import io.wood.store.ArtifactStores;
import io.wood.store.Manifests;
import io.wood.store.StoreSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two packaged replicas at one broker and one store, of which one is killed at its work. */
@Tag("faults")
class ReplicasIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(4);
  private static final int IMAGES = 40;
  private static final RefinementParameters PARAMETERS =
      new RefinementParameters(
          new RefinementParameters.Cam(List.of(1.0, .5, 1.5, 2.0), false, 0, .15),
          null,
          new RefinementParameters.Irn(3, 48, 8, 1, .01, .01),
          null,
          null,
          null,
          5);

  private final WoodTestResource resource = new WoodTestResource();
  private Map<String, String> settings;
  private ArtifactStore store;
  private KafkaProbe kafka;

  @BeforeEach
  void start() {
    settings = new HashMap<>(resource.start());
    settings.remove("quarkus.http.test-port");
    settings.remove("wood.cache.directory");
    store =
        ArtifactStores.connect(
            new StoreSettings(
                URI.create(settings.get("wood.store.endpoint")),
                settings.get("wood.store.access-key"),
                settings.get("wood.store.secret-key"),
                "us-east-1",
                Path.of("target", "cache-test"),
                1 << 28),
            new SimpleMeterRegistry());
    kafka = new KafkaProbe(settings.get("kafka.bootstrap.servers"));
  }

  @AfterEach
  void stop() {
    kafka.close();
    resource.stop();
  }

  @Test
  void shareTheImagesAndFinishWithoutTheOneThatIsKilled() throws Exception {
    // Given two replicas
    try (PackagedRefiner one = new PackagedRefiner("one", settings);
        PackagedRefiner two = new PackagedRefiner("two", settings)) {
      one.awaitReady();
      two.awaitReady();

      // When they are at it, and the one that leads is killed
      request();
      awaitBothAtWork(one, two);
      PackagedRefiner leader = leader().startsWith("one") ? one : two;
      PackagedRefiner survivor = leader == one ? two : one;
      leader.kill();
      assertThat(kafka.present(RefinementCompleted.class)).isEmpty();
      RefinementCompleted completed =
          kafka.await(RefinementCompleted.class, 1, TIMEOUT, event -> true).get(0);

      // Then no image is lost, and each has one result, whose outputs exist
      assertThat(completed.failed()).isZero();
      assertNothingLostNorTwice(completed);

      // And a replica that comes back finds nothing to do
      long tasks = kafka.present(RefinementTask.class).count();
      long refined = kafka.present(ImageRefined.class).distinct().count();
      String name = leader == one ? "one" : "two";
      try (PackagedRefiner back = new PackagedRefiner(name, settings)) {
        back.awaitReady();
        survivor.kill();
        Thread.sleep(12_000);
        assertThat(back.imagesDone()).isZero();
      }
      assertThat(kafka.present(RefinementTask.class).count()).isEqualTo(tasks);
      assertThat(kafka.present(ImageRefined.class).distinct().count()).isEqualTo(refined);
      assertThat(kafka.present(RefinementCompleted.class).distinct()).hasSize(1);
    }
  }

  private void request() {
    DrawnDataset drawn = new DrawnDataset(store);
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      String label = DrawnDataset.CLASSES.get(i % 2);
      images.add(
          drawn.image(
              "image" + i,
              DrawnDataset.noise(200, 150, i),
              List.of(label),
              i < IMAGES / 2 ? Split.TRAIN : Split.VALIDATION,
              null));
    }
    ArtifactRef dataset = drawn.manifest(images);
    kafka.publish(
        new ClassifierTrained(
            "shared",
            Arm.BASE,
            drawn.model(),
            dataset,
            dataset,
            0,
            Map.of(),
            PARAMETERS,
            Instant.now()));
  }

  private static void awaitBothAtWork(PackagedRefiner one, PackagedRefiner two)
      throws InterruptedException {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (one.imagesDone() < 1 || two.imagesDone() < 1) {
      assertThat(System.nanoTime()).as("both replicas take images").isLessThan(end);
      Thread.sleep(50);
    }
  }

  private String leader() {
    String lease =
        new String(
            store
                .find(Buckets.OUTPUTS, ObjectKeys.ofRun("shared", "lease.json"))
                .orElseThrow()
                .bytes(),
            StandardCharsets.UTF_8);
    return lease.contains("one/") ? "one" : "two";
  }

  private void assertNothingLostNorTwice(RefinementCompleted completed) {
    Map<String, List<ImageRefined>> refined =
        kafka
            .present(ImageRefined.class)
            .distinct()
            .collect(Collectors.groupingBy(event -> event.stage() + " " + event.image()));
    assertThat(refined).hasSize(2 * IMAGES);
    assertThat(refined.values()).allSatisfy(events -> assertThat(events).hasSize(1));
    assertThat(refined.keySet().stream().filter(key -> key.startsWith(RefinementStage.CAM.name())))
        .hasSize(IMAGES);
    ResultsManifest results = Manifests.load(store, completed.results(), ResultsManifest.class);
    assertThat(results.images()).hasSize(IMAGES);
    for (ResultsManifest.Entry entry : results.images()) {
      assertThat(entry.outputs())
          .containsKeys(OutputNames.CAM, OutputNames.PROBABILITIES, OutputNames.MASK);
      // Reading compares each object with the hash in its result.
      entry.outputs().values().forEach(store::get);
    }
  }
}
