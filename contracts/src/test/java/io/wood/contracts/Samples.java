package io.wood.contracts;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.GenerationChosen;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RefinementTask;
import io.wood.contracts.event.RerankingRequested;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.StepProgress;
import io.wood.contracts.event.Topic;
import io.wood.contracts.event.TrainingProgressed;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.OodSelection;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Optimiser;
import io.wood.contracts.parameter.TrunkOrigin;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One event of every kind, as the golden files tell it. */
final class Samples {
  static final String IMAGE = "a".repeat(64);
  static final String WEIGHTS = "b".repeat(64);
  static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
  static final ArtifactRef ARTIFACT =
      new ArtifactRef(Buckets.CANDIDATES, ObjectKeys.image(IMAGE), IMAGE, 4711, "image/jpeg");
  static final ArtifactRef DATASET =
      new ArtifactRef(
          Buckets.DATASETS,
          ObjectKeys.manifest("c".repeat(64)),
          "c".repeat(64),
          99,
          "application/json");
  private static final RefinementParameters SEGMENTED =
      new RefinementParameters(
          RefinementParameters.Cam.PAPER,
          RefinementParameters.IrnLabels.PAPER,
          new RefinementParameters.Irn(
              10, 512, 32, 3, .1, 1.0, null, null, null, TrunkOrigin.FILE, null),
          RefinementParameters.Walk.PAPER,
          .25,
          SegmentationParameters.USUAL,
          0);
  static final ModelRef MODEL =
      new ModelRef(
          "base-1",
          new NetworkSpec("small", 8),
          List.of("boat", "train"),
          new ArtifactRef(
              Buckets.MODELS,
              ObjectKeys.weights(WEIGHTS),
              WEIGHTS,
              1234567,
              "application/octet-stream"));
  static final TrainingParameters TRAINING =
      new TrainingParameters(
          Arm.WOOD, new NetworkSpec("small", 8), null, Optimiser.PAPER, null, null, 7);
  static final StepProgress PROGRESS = new StepProgress("training", 10, 100, "steps", 2.5, 36.0);

  private static final String DECISIONS = "d".repeat(64);
  private static final OodSelection SELECTION =
      new OodSelection(
          100,
          20,
          7L,
          List.of("train"),
          List.of("ada"),
          2,
          List.of("archive"),
          List.of("drawn"),
          List.of("bbbbbbbb"),
          List.of(IMAGE));

  private Samples() {}

  static Map<String, Event> all() {
    Map<String, Event> events = new LinkedHashMap<>();
    add(events, new CandidatePublished(IMAGE, ARTIFACT, "rails.jpg", "archive", AT));
    add(
        events,
        new CandidateRanked(
            IMAGE,
            ARTIFACT,
            "rails.jpg",
            "archive",
            500,
            375,
            "train",
            .93,
            Map.of("train", .93),
            MODEL,
            new ArtifactRef(
                Buckets.CANDIDATES,
                ObjectKeys.overlay(WEIGHTS, IMAGE),
                "d".repeat(64),
                5,
                "image/jpeg"),
            List.of(.5f, -.25f),
            AT));
    add(
        events,
        new CandidateDismissed(
            IMAGE,
            CandidateDismissed.Reason.BELOW_THRESHOLD,
            "best class train at 0.31 is below 0.5",
            "sky.jpg",
            "archive",
            "train",
            .31,
            MODEL,
            AT));
    add(
        events,
        new RerankingRequested(
            "rerank-1",
            MODEL,
            new RerankingRequested.Selection(List.of("archive"), AT, List.of(IMAGE), WEIGHTS),
            Map.of(0, 5L),
            "ada",
            AT));
    add(events, new GenerationChosen(WEIGHTS, "ada", AT));
    add(
        events,
        new CurationDecided(
            "decision-1",
            IMAGE,
            ARTIFACT,
            CurationDecided.Verdict.APPROVED,
            "ada",
            AT,
            "rails only",
            List.of(),
            "train",
            .93,
            WEIGHTS,
            null,
            1,
            "archive"));
    add(
        events,
        new ExperimentRequested(
            "wood-7",
            DATASET,
            MODEL.weights(),
            TRAINING,
            Map.of(0, 5L),
            DECISIONS,
            SELECTION,
            "wood-6",
            RefinementParameters.PAPER,
            "ada",
            AT));
    add(
        events,
        new TrainingProgressed("wood-7", RunState.RUNNING, PROGRESS, Map.of("loss", .5), "", AT));
    add(
        events,
        new ClassifierTrained(
            "wood-7",
            Arm.WOOD,
            MODEL,
            DATASET,
            DATASET,
            12,
            Map.of("validation.mAP", .8),
            null,
            AT));
    add(
        events,
        new RefinementRequested(
            "wood-7", MODEL, DATASET, SEGMENTED, "ada", AT, MODEL.weights(), 1, MODEL.weights()));
    add(events, new RefinementTask("wood-7", RefinementStage.CAM, IMAGE, DATASET));
    add(
        events,
        new ImageRefined(
            "wood-7",
            RefinementStage.CAM,
            IMAGE,
            Map.of("cam.npz", ARTIFACT),
            "",
            AT,
            List.of("cam.npz")));
    add(
        events,
        new RefinementProgressed(
            "wood-7",
            RunState.RUNNING,
            new StepProgress("CAM", 3, 9, "images", 1, null),
            Map.of(),
            "",
            AT));
    add(
        events,
        new RefinementCompleted(
            "wood-7",
            MODEL,
            DATASET,
            DATASET,
            null,
            Map.of("seed.mIoU", .5),
            0,
            AT,
            List.of("IRN learned next to nothing")));
    return events;
  }

  private static void add(Map<String, Event> events, Event event) {
    events.put(Topic.of(event.getClass()).type(), event);
  }
}
