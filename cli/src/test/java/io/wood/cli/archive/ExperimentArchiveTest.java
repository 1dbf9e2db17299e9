package io.wood.cli.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.cli.archive.ImportArchive.Imported;
import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.api.trainer.ExperimentDetail;
import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.StepProgress;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.RefinementParameters.Irn;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrunkOrigin;
import io.wood.store.Hashes;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.MissingObjectException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentArchiveTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final NetworkSpec NETWORK = new NetworkSpec("small", 8);
  private static final TrainingParameters PARAMETERS =
      new TrainingParameters(Arm.WOOD, NETWORK, null, null, null, null, 1);
  private static final RefinementParameters OF_A_FILE =
      new RefinementParameters(
          null,
          null,
          new Irn(10, 512, 32, 3, .1, 0, null, null, null, TrunkOrigin.FILE, null),
          null,
          null,
          null,
          0);

  @TempDir private Path folder;

  private final InMemoryArtifactStore here = new InMemoryArtifactStore();
  private final InMemoryArtifactStore there = new InMemoryArtifactStore();
  private final List<Event> log = new ArrayList<>();

  private ExperimentDetail detail;
  private RefinementSummary masks;
  private Path file;

  @BeforeEach
  void trainAndExport() {
    ArtifactRef ood = put(Buckets.CANDIDATES, "images/", "ood", "");
    ArtifactRef dataset =
        Manifests.store(
            here, Buckets.DATASETS, new DatasetManifest("tiny", List.of("boat"), List.of()));
    ArtifactRef initial = put(Buckets.MODELS, "weights/", "base", ".safetensors");
    ArtifactRef weights = put(Buckets.MODELS, "weights/", "wood", ".safetensors");
    ModelRef model = new ModelRef("wood", NETWORK, List.of("boat"), weights);
    json(Buckets.MODELS, ObjectKeys.model(weights.sha256()), model);
    ArtifactRef manifest =
        Manifests.store(
            here,
            Buckets.EXPERIMENTS,
            new ExperimentManifest(
                null,
                dataset.sha256(),
                initial.sha256(),
                PARAMETERS,
                Map.of(0, 1L),
                "d".repeat(64),
                null,
                List.of(ood),
                "abc1234"));
    ExperimentRequested request =
        new ExperimentRequested(
            "wood", dataset, initial, PARAMETERS, Map.of(), null, null, null, null, "ada", AT);
    ClassifierTrained trained =
        new ClassifierTrained(
            "wood", Arm.WOOD, model, dataset, manifest, 1, Map.of("validation.mAP", .5), null, AT);
    run("request.json", request);
    run("manifest.json", manifest);
    run("trained.json", trained);
    run("outcome.json", Map.of("state", "SUCCEEDED"));
    run("lease.json", Map.of("holder", "somewhere"));
    detail =
        new ExperimentDetail(
            summary("SUCCEEDED"), request, model, manifest, null, null, List.of(), List.of(), null);
    masks = refine(model, dataset);
    file = folder.resolve("wood.zip");
    new ExportArchive(here, false).write(detail, List.of(masks), file);
  }

  private RefinementSummary refine(ModelRef model, ArtifactRef dataset) {
    String image = "runs/wood/images/mask/" + "e".repeat(64) + "/";
    put(here, image + "mask.png", "mask");
    put(here, image + "probabilities.walk", "walk");
    String predicted = "runs/wood/images/prediction/" + "e".repeat(64) + "/";
    put(here, predicted + "prediction.png", "mask");
    put(here, predicted + "prediction-labelled.png", "mask");
    put(here, "runs/wood/lease.json", "{}");
    put(here, "runs/wood/starts.json", "{}");
    put(here, "runs/wood/unannounced.json", "{}");
    put(here, "runs/wood/mlflow-lease.json", "{}");
    put(here, "runs/wood/irn-checkpoint", "half");
    json(Buckets.OUTPUTS, "runs/wood/outcome.json", Map.of("failure", ""));
    ArtifactRef results =
        Manifests.store(here, Buckets.OUTPUTS, Map.of("refinement", "wood", "images", List.of()));
    return new RefinementSummary(
        new RefinementRequested(
            "wood",
            model,
            dataset,
            OF_A_FILE,
            "ada",
            AT,
            null,
            null,
            put(Buckets.MODELS, "weights/", "own", ".safetensors")),
        null,
        new RefinementCompleted("wood", model, dataset, results, null, Map.of(), 0, AT));
  }

  @Test
  void anotherInstallationHasTheExperimentWithItsWeightsMasksAndEvents() {
    Imported imported = importInto(there);

    assertThat(imported.experiment()).isEqualTo("wood");
    assertThat(there.get(detail.model().weights())).isEqualTo("wood".getBytes(UTF_8));
    assertThat(there.get(masks.request().trunk())).isEqualTo("own".getBytes(UTF_8));
    assertThat(there.get(detail.manifestRef())).isEqualTo(here.get(detail.manifestRef()));
    assertThat(there.keys(Buckets.EXPERIMENTS))
        .contains("runs/wood/request.json", "runs/wood/outcome.json")
        .doesNotContain("runs/wood/lease.json");
    assertThat(there.keys(Buckets.OUTPUTS))
        .anyMatch(key -> key.endsWith("/mask.png"))
        .anyMatch(key -> key.endsWith("/prediction.png"))
        .anyMatch(key -> key.endsWith("/prediction-labelled.png"))
        .noneMatch(key -> key.endsWith("probabilities.walk") || key.endsWith("-checkpoint"))
        .doesNotContain(
            "runs/wood/lease.json",
            "runs/wood/starts.json",
            "runs/wood/unannounced.json",
            "runs/wood/mlflow-lease.json");
    assertThat(log)
        .extracting(Event::eventId)
        .containsExactly(
            masks.completed().eventId(),
            masks.request().eventId(),
            "trained:wood:" + detail.model().weights().sha256(),
            detail.request().eventId());
    assertThat(imported.missingOods()).isEqualTo(1);
    assertThat(ArchiveText.lines(imported)).last().asString().contains("images of 1 OoDs");
  }

  @Test
  void aCompleteArchiveHasWhatTheMasksWereMadeFrom() {
    Path complete = folder.resolve("complete.zip");
    new ExportArchive(here, true).write(detail, List.of(masks), complete);
    file = complete;
    importInto(there);

    assertThat(there.keys(Buckets.OUTPUTS)).anyMatch(key -> key.endsWith("probabilities.walk"));
  }

  @Test
  void masksThatFailedAreNotMadeAgainAndThoseThatAreOpenAreWaitedFor() {
    RefinementSummary open = new RefinementSummary(masks.request(), null, null);
    RefinementSummary failed =
        new RefinementSummary(
            masks.request(),
            new RefinementProgressed(
                "wood",
                RunState.FAILED,
                new StepProgress("cam", 0, 1, "images", 0, null),
                Map.of(),
                "no images",
                AT),
            null);
    file = folder.resolve("failed.zip");
    ArtifactRef trunk = masks.request().trunk();
    here.delete(trunk.bucket(), trunk.key());

    assertThatThrownBy(() -> new ExportArchive(here, false).write(detail, List.of(open), file))
        .hasMessageContaining("'wood' has not ended; wait for its end, or cancel it");
    new ExportArchive(here, false).write(detail, List.of(failed), file);
    importInto(there);

    assertThat(there.keys(Buckets.OUTPUTS)).contains("runs/wood/outcome.json");
    assertThat(log).hasSize(3).noneMatch(RefinementCompleted.class::isInstance);
  }

  @Test
  void aSecondImportChangesNothing() {
    importInto(there);
    int events = log.size();

    Imported again = importInto(there);

    assertThat(again.objects() + again.events()).isZero();
    assertThat(log).hasSize(events);
    assertThat(ArchiveText.lines(again)).first().isEqualTo("experiment wood is imported already");
  }

  @Test
  void anImportThatWasInterruptedIsCompletedByTheNextOne() {
    assertThatThrownBy(
            () ->
                new ImportArchive(
                        there,
                        event -> false,
                        event -> {
                          if (log.size() == 2) {
                            throw new CommandFailedException("Kafka is away");
                          }
                          log.add(event);
                        })
                    .read(file))
        .hasMessage("Kafka is away");

    assertThat(importInto(there).events()).isEqualTo(2);
    assertThat(log).extracting(Event::eventId).doesNotHaveDuplicates().hasSize(4);
  }

  @Test
  void anExperimentOfTheSameNameIsNotReplaced() {
    there.put(
        Buckets.EXPERIMENTS,
        "runs/wood/request.json",
        "other".getBytes(UTF_8),
        Manifests.MEDIA_TYPE);

    assertThatThrownBy(() -> importInto(there))
        .hasMessageContaining("experiments/runs/wood/request.json exists with other content")
        .hasMessageContaining("wood train --manifest FILE --name NAME");
    assertThat(there.keys(Buckets.MODELS)).isEmpty();
    assertThat(log).isEmpty();
  }

  @Test
  void aDamagedArchiveIsRefusedBeforeAnythingIsStored() throws IOException {
    Map<String, byte[]> entries = entries();
    String weights = "objects/models/" + detail.model().weights().key();
    entries.put(weights, "other".getBytes(UTF_8));
    write(entries);
    assertRefused("is damaged: " + weights, "copy it again");

    entries.remove(weights);
    write(entries);
    assertRefused("lacks the file " + weights, "copy it again");

    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused("no archive, or a part of one", "copy it again");
  }

  @Test
  void anArchiveOfOtherSoftwareIsRefused() throws IOException {
    write(Map.of("readme.txt", "hello".getBytes(UTF_8)));
    assertRefused("has no archive.json", "wood experiments export");

    write(Map.of(ArchiveIndex.FILE, "{\"format\": \"other\", \"version\": 1}".getBytes(UTF_8)));
    assertRefused("has the format 'other'", "other software");

    String newer = "{\"format\": \"wood experiment archive\", \"version\": 2}";
    write(Map.of(ArchiveIndex.FILE, newer.getBytes(UTF_8)));
    assertRefused("has version 2", "update the installation");

    write(Map.of(ArchiveIndex.FILE, "{\"format\": ".getBytes(UTF_8)));
    assertRefused("damaged or of other software", "copy it again");

    write(Map.of(ArchiveIndex.FILE, new byte[(64 << 20) + 1]));
    assertRefused("more than 64 MiB", "other software");

    assertThatThrownBy(() -> new ImportArchive(there, event -> false, log::add).read(folder))
        .hasMessageContaining("does not exist or is no file");
  }

  @Test
  void anArchiveCannotReplaceWhatBelongsToOthers() throws IOException {
    Map<String, byte[]> entries = entries();
    String index = new String(entries.get(ArchiveIndex.FILE), UTF_8);
    entries.put(
        ArchiveIndex.FILE,
        index
            .replace("\"key\":\"runs/wood/outcome", "\"key\":\"runs/base/outcome")
            .getBytes(UTF_8));
    write(entries);
    assertRefused("runs/base/outcome.json is no object of experiment 'wood'", "");

    entries.put(
        ArchiveIndex.FILE,
        index.replace("\"key\":\"runs/wood/images", "\"key\":\"runs/wood/..").getBytes(UTF_8));
    write(entries);
    assertRefused("key must be a path without '.', '..'", "runs/wood/../mask");

    entries.put(ArchiveIndex.FILE, index.getBytes(UTF_8));
    entries.put("objects/models/hidden", new byte[1]);
    write(entries);
    assertRefused("which its index does not list", "");
  }

  @Test
  void onlyATrainedExperimentIsExportedAndNoFileIsReplaced() {
    ExperimentDetail failed =
        new ExperimentDetail(
            summary("FAILED"),
            detail.request(),
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            null);
    Path other = folder.resolve("failed.zip");

    assertThatThrownBy(() -> new ExportArchive(here, false).write(failed, List.of(), other))
        .hasMessageContaining("is FAILED and has no weights");
    assertThatThrownBy(() -> new ExportArchive(here, false).write(detail, List.of(), file))
        .hasMessageContaining("exists; delete it");
    here.delete(Buckets.EXPERIMENTS, "runs/wood/outcome.json");
    assertThatThrownBy(() -> new ExportArchive(here, false).write(detail, List.of(masks), other))
        .hasMessageContaining("'wood' is not finished");
    assertThat(other).doesNotExist();
  }

  @Test
  void anExportThatFailsLeavesNoFile() {
    here.delete(Buckets.MODELS, detail.model().weights().key());

    assertThatThrownBy(
            () ->
                new ExportArchive(here, false)
                    .write(detail, List.of(masks), folder.resolve("other.zip")))
        .isInstanceOf(MissingObjectException.class);
    assertThat(folder.toFile().list()).containsExactly("wood.zip");
  }

  @Test
  void aRepeatedCompletionIsKnownAndALaterOneOfTheSameRefinementIsNot() {
    RefinementCompleted first = masks.completed();
    KnownEvents known = new KnownEvents((type, each) -> each.accept(first));

    assertThat(known.contains(completed(first, AT))).isTrue();
    assertThat(known.contains(completed(first, AT.plusSeconds(1)))).isFalse();
    assertThat(known.contains(completed(first, AT.minusSeconds(1)))).isTrue();
  }

  private static RefinementCompleted completed(RefinementCompleted masks, Instant at) {
    return new RefinementCompleted(
        masks.refinement(),
        masks.model(),
        masks.dataset(),
        masks.results(),
        null,
        masks.metrics(),
        0,
        at);
  }

  private void assertRefused(String problem, String remedy) {
    assertThatThrownBy(() -> importInto(there))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(problem)
        .hasMessageContaining(remedy);
    assertThat(Buckets.ALL).allSatisfy(bucket -> assertThat(there.keys(bucket)).isEmpty());
    assertThat(log).isEmpty();
  }

  private Imported importInto(InMemoryArtifactStore store) {
    return new ImportArchive(
            store,
            event -> log.stream().anyMatch(known -> known.eventId().equals(event.eventId())),
            log::add)
        .read(file);
  }

  private Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  private void write(Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }

  private static ExperimentSummary summary(String state) {
    return new ExperimentSummary(
        "wood",
        state,
        Arm.WOOD,
        NETWORK,
        1,
        "c".repeat(64),
        null,
        null,
        Map.of(),
        1,
        Map.of(),
        "",
        "ada",
        AT,
        AT);
  }

  private void run(String name, Object value) {
    json(Buckets.EXPERIMENTS, ObjectKeys.ofRun("wood", name), value);
  }

  private void json(String bucket, String key, Object value) {
    here.put(bucket, key, Json.canonical(value), Manifests.MEDIA_TYPE);
  }

  private static void put(InMemoryArtifactStore store, String key, String content) {
    store.put(Buckets.OUTPUTS, key, content.getBytes(UTF_8), "application/octet-stream");
  }

  private ArtifactRef put(String bucket, String prefix, String content, String ending) {
    byte[] bytes = content.getBytes(UTF_8);
    return here.put(
        bucket, prefix + Hashes.sha256(bytes) + ending, bytes, "application/octet-stream");
  }
}
