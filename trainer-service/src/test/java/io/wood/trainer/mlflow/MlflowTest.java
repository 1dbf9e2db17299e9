package io.wood.trainer.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.store.Hashes;
import io.wood.store.InvalidJsonException;
import io.wood.store.VersionedObject;
import io.wood.store.lease.Leases;
import io.wood.trainer.experiment.ExperimentView;
import io.wood.trainer.experiment.RefinementLinks;
import io.wood.trainer.experiment.ShowExperiment;
import io.wood.trainer.run.FakeTraining;
import io.wood.trainer.run.World;
import io.wood.trainer.store.MlflowFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both ways to MLflow: a tracking server, and files. */
class MlflowTest {
  private final World world = new World();
  private final RefinementLinks refinements = new RefinementLinks();
  private final FakeMlflow server = new FakeMlflow();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyEndedExperimentIsARunWithItsParametersFiguresCurvesAndLinks() {
    train("wood");
    PublishRuns publish = publisher("a");
    publish.publish();

    FakeMlflow.Run run = server.runs.get("run1");
    assertThat(server.runs).hasSize(1);
    assertThat(server.experiments).containsOnlyKeys("wood");
    assertThat(run.status).isEqualTo("FINISHED");
    assertThat(run.end).isGreaterThanOrEqualTo(run.start).isPositive();
    assertThat(run.params)
        .containsEntry("arm", "WOOD")
        .containsEntry("metricLoss.lambda", "0.007")
        .containsEntry("seed", "1")
        .containsEntry("oods", "2");
    assertThat(run.metrics.get("validation.mAP").get(0).get("value").asDouble()).isEqualTo(.75);
    assertThat(run.metrics.get("train/loss")).hasSize(10);
    assertThat(run.metrics.get("train/loss").get(9).get("step").asLong()).isEqualTo(10);
    assertThat(run.tags)
        .containsEntry("mlflow.runName", "wood")
        .containsEntry("mlflow.user", "tester")
        .containsKeys("wood.manifest", "wood.dataset", "wood.initial");
    assertThat(run.tags.get("wood.weights")).startsWith("s3://models/weights/");
    assertThat(publish.waiting()).isZero();
  }

  @Test
  void aRunIsWrittenOnceByAllReplicasAndAgainWhenItsMasksAreComplete() {
    train("wood");
    PublishRuns first = publisher("a");
    first.publish();
    int calls = server.calls.size();
    first.publish();
    publisher("b").publish();
    assertThat(server.calls).hasSize(calls);

    complete("wood");
    publisher("b").publish();
    first.publish();

    FakeMlflow.Run run = server.runs.get("run1");
    assertThat(server.runs).hasSize(1);
    assertThat(run.metrics.get("masks/validation.mask.mIoU").get(0).get("value").asDouble())
        .isEqualTo(.5);
    assertThat(run.metrics.get("train/loss")).hasSize(10);
    assertThat(run.tags.get("wood.masks")).startsWith("s3://outputs/manifests/");
    assertThat(server.calls.stream().filter("runs/update"::equals)).hasSize(2);
  }

  @Test
  void masksThatAreMadeAgainReplaceTheirFiguresAndLinks() {
    train("wood");
    complete("wood");
    PublishRuns publish = publisher("a");
    publish.publish();
    String before = server.runs.get("run1").tags.get("wood.masks");
    world.clock.pass(Duration.ofSeconds(1));
    complete("wood", "other results", .4);

    publish.publish();

    FakeMlflow.Run run = server.runs.get("run1");
    List<JsonNode> points = run.metrics.get("masks/validation.mask.mIoU");
    assertThat(run.tags.get("wood.masks")).isNotEqualTo(before);
    assertThat(points).hasSize(2);
    assertThat(points.get(1).get("value").asDouble()).isEqualTo(.4);
    assertThat(points.get(1).get("timestamp").asLong())
        .isGreaterThan(points.get(0).get("timestamp").asLong());
  }

  @Test
  void aRunIsPublishedOnceItsResultIsStored() {
    train("wood");
    PublishRuns publish = publisher("a");
    VersionedObject result =
        world.store.find(Buckets.EXPERIMENTS, "runs/wood/outcome.json").orElseThrow();
    world.store.delete(Buckets.EXPERIMENTS, "runs/wood/outcome.json");
    publish.publish();
    assertThat(server.calls).isEmpty();
    assertThat(publish.waiting()).isEqualTo(1);
    world.store.put(
        Buckets.EXPERIMENTS, "runs/wood/outcome.json", result.bytes(), "application/json");

    publish.publish();

    assertThat(server.runs.get("run1").tags).containsKey("wood.weights");
    assertThat(publish.waiting()).isZero();
  }

  @Test
  void aServerThatIsAwayIsAskedAgainLessAndLessOften() {
    train("wood");
    PublishRuns publish = publisher("a");
    server.failing = 502;
    publish.publish();
    publish.publish();
    assertThat(server.calls).hasSize(1);
    assertThat(publish.waiting()).isEqualTo(1);
    world.clock.pass(Duration.ofSeconds(30));
    publish.publish();
    assertThat(server.calls).hasSize(2);
    world.clock.pass(Duration.ofSeconds(29));
    publish.publish();
    assertThat(server.calls).hasSize(2);

    server.failing = 0;
    world.clock.pass(Duration.ofSeconds(31));
    publish.publish();

    assertThat(server.runs.get("run1").status).isEqualTo("FINISHED");
    assertThat(publish.waiting()).isZero();
  }

  @Test
  void aRunThatWasWrittenInPartIsCompletedAndNotRepeated() {
    train("wood");
    PublishRuns publish = publisher("a");
    publish.publish();
    // Given a process that died before it noted the run
    world.store.delete(Buckets.EXPERIMENTS, "runs/wood/mlflow.json");
    server.runs.get("run1").status = "RUNNING";

    publisher("b").publish();

    assertThat(server.runs).hasSize(1);
    assertThat(server.runs.get("run1").status).isEqualTo("FINISHED");
    assertThat(server.runs.get("run1").metrics.get("train/loss")).hasSize(10);
  }

  @Test
  void aRunThatTheServerRefusesDoesNotHoldUpTheOthers() {
    train("refused");
    publisher("a").publish();
    world.store.delete(Buckets.EXPERIMENTS, "runs/refused/mlflow.json");
    server.runs.get("run1").params.put("seed", "another");
    world.clock.pass(Duration.ofSeconds(1));
    train("wood");

    PublishRuns publish = publisher("a");
    publish.publish();

    assertThat(server.runs.get("run2").status).isEqualTo("FINISHED");
    assertThat(publish.waiting()).isZero();
    assertThat(new MlflowFiles(world.store).find("refused")).isEmpty();
  }

  @Test
  void aRunWhoseManifestIsMissingDoesNotHoldUpTheOlderOnes() {
    train("wood");
    world.clock.pass(Duration.ofSeconds(1));
    world.decide("another", "ood three", Verdict.APPROVED, 1);
    train("damaged");
    world.store.delete(
        Buckets.EXPERIMENTS, world.files.frozen("damaged").orElseThrow().ref().key());

    PublishRuns publish = publisher("a");
    publish.publish();

    assertThat(server.runs.get("run1").tags).containsEntry("wood.experiment", "wood");
    assertThat(server.runs).hasSize(1);
    assertThat(publish.waiting()).isZero();
  }

  @Test
  void anUnexpectedFailureIsReportedAndRepeatedAfterAPause() {
    train("wood");
    String lease = "runs/wood/mlflow-lease.json";
    world.store.put(Buckets.EXPERIMENTS, lease, "{".getBytes(UTF_8), "application/json");
    PublishRuns publish = publisher("a");
    assertThatThrownBy(publish::publish).isInstanceOf(InvalidJsonException.class);
    world.store.delete(Buckets.EXPERIMENTS, lease);

    publish.publish();
    assertThat(server.calls).isEmpty();
    world.clock.pass(Duration.ofSeconds(30));
    publish.publish();

    assertThat(server.runs).hasSize(1);
  }

  @Test
  void aDamagedNoteIsWrittenAgain() {
    train("wood");
    world.store.put(
        Buckets.EXPERIMENTS, "runs/wood/mlflow.json", "{".getBytes(UTF_8), "application/json");

    publisher("a").publish();

    assertThat(server.runs).hasSize(1);
    assertThat(new MlflowFiles(world.store).find("wood")).isPresent();
  }

  @Test
  void anAddressEndsInOneSlashAndHasAScheme() {
    URI address = URI.create(server.address().toString().replaceFirst("/*$", "/"));
    assertThat(new MlflowServer(address, "wood", Optional.empty()).address()).isEqualTo(address);
    assertThatThrownBy(
            () -> new MlflowServer(URI.create("localhost:5000"), "wood", Optional.empty()))
        .hasMessageContaining("http://");
  }

  @Test
  void aProxyThatFindsNoServerIsAskedAgain() {
    train("wood");
    PublishRuns publish = publisher("a");
    server.failing = 404;
    publish.publish();
    assertThat(publish.waiting()).isEqualTo(1);
    server.failing = 0;
    world.clock.pass(Duration.ofSeconds(30));

    publish.publish();

    assertThat(server.runs).hasSize(1);
  }

  @Test
  void signsInWithTheHeaderThatIsConfigured() {
    train("wood");
    new MlflowServer(server.address(), "wood", Optional.of("Bearer key")).write(runs().of("wood"));

    assertThat(server.authorizations).containsOnly("Bearer key");
  }

  @Test
  void whatIsNoTrackingServerIsNamed() {
    train("wood");
    server.failing = 404;

    assertThatThrownBy(
            () ->
                new MlflowServer(server.address(), "wood", Optional.empty())
                    .write(runs().of("wood")))
        .hasMessageContaining(server.address().toString())
        .hasMessageContaining("status 404");
  }

  @Test
  void aRunThatHasNotEndedIsNotExported() {
    world.request("queued", Arm.BASE);

    assertThatThrownBy(() -> runs().of("queued"))
        .hasMessageContaining("'queued' is QUEUED; wait for its end");
    assertThat(runs().ended()).isEmpty();
  }

  @Test
  void theFilesAreThoseOfMlflowsFileStore() throws IOException {
    train("wood");
    complete("wood");
    Map<String, String> files = export(List.of());

    String experiment = files.keySet().iterator().next().replaceAll("/.*", "");
    String meta =
        files.keySet().stream()
            .filter(name -> name.endsWith("/meta.yaml") && name.split("/").length == 3)
            .findFirst()
            .orElseThrow();
    String run = meta.replace("/meta.yaml", "/");
    assertThat(experiment).matches("\\d{18}");
    assertThat(run).matches(experiment + "/[0-9a-f]{32}/");
    assertThat(files.get(experiment + "/meta.yaml"))
        .contains("experiment_id: '" + experiment + "'", "name: 'wood'", "lifecycle_stage: active");
    assertThat(files.get(meta))
        .contains(
            "artifact_uri: 's3://experiments/runs/wood'",
            "run_name: 'wood'",
            "status: 3",
            "user_id: 'tester'",
            "tags: []");
    assertThat(files.get(run + "params/metricLoss.tau")).isEqualTo("0.2");
    assertThat(files.get(run + "tags/mlflow.runName")).isEqualTo("wood");
    assertThat(files.get(run + "metrics/train/loss").lines())
        .hasSize(10)
        .last()
        .asString()
        .matches("\\d+ 0\\.1 10");
    assertThat(files.get(run + "metrics/masks/validation.mask.mIoU")).matches("\\d+ 0\\.5 0\n");
    assertThat(export(List.of("wood"))).isEqualTo(files);
  }

  private Map<String, String> export(List<String> experiments) throws IOException {
    MlflowFolder folder = new MlflowFolder(runs(), "wood");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    folder.export(experiments).to(out);
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
      }
    }
    return files;
  }

  private void train(String experiment) {
    world.decide(experiment + 1, "ood one", Verdict.APPROVED, 1);
    world.decide(experiment + 2, "ood two", Verdict.APPROVED, 2);
    world.request(experiment, Arm.WOOD);
    world.trainer("a", new FakeTraining()).work();
  }

  private void complete(String experiment) {
    complete(experiment, "results", .5);
  }

  private void complete(String experiment, String results, double iou) {
    ModelRef model = world.files.result(experiment).orElseThrow().model();
    refinements.on(
        new RefinementRequested(
            experiment,
            model,
            world.dataset,
            RefinementParameters.PAPER,
            "tester",
            world.clock.instant()));
    String hash = Hashes.sha256(results.getBytes(UTF_8));
    refinements.on(
        new RefinementCompleted(
            experiment,
            model,
            world.dataset,
            new ArtifactRef(
                Buckets.OUTPUTS, "manifests/" + hash + ".json", hash, 7, "application/json"),
            null,
            Map.of("validation.mask.mIoU", iou),
            0,
            world.clock.instant()));
  }

  private DescribeRun runs() {
    ExperimentView view = new ExperimentView();
    world.show(view);
    return new DescribeRun(new ShowExperiment(view, world.files, world.clock), refinements);
  }

  private PublishRuns publisher(String owner) {
    return new PublishRuns(
        runs(),
        new MlflowServer(server.address(), "wood", Optional.empty()),
        new MlflowFiles(world.store),
        new Leases(world.store, world.clock),
        owner,
        world.clock);
  }
}
