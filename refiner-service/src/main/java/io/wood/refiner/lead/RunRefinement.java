package io.wood.refiner.lead;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.refiner.report.EvaluationReport;
import io.wood.refiner.report.ResultsManifest;
import io.wood.refiner.stage.OutputNames;
import io.wood.refiner.stage.StageInput;
import io.wood.refiner.stage.TrainingFiles;
import io.wood.store.ArtifactStore;
import io.wood.store.Manifests;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * One refinement from CAM to report. Every step leaves what it made in the store under a key that
 * follows from the refinement, so that a successor that runs this again goes on where it stopped.
 */
public final class RunRefinement {
  private final ArtifactStore store;
  private final CheckRefinement check;
  private final StageDispatcher shareOut;
  private final Trainings trainings;
  private final ChooseThreshold threshold;
  private final EvaluateMasks evaluation;
  private final Clock clock;

  public RunRefinement(
      ArtifactStore store,
      CheckRefinement check,
      StageDispatcher shareOut,
      Trainings trainings,
      ChooseThreshold threshold,
      EvaluateMasks evaluation,
      Clock clock) {
    this.store = store;
    this.check = check;
    this.shareOut = shareOut;
    this.trainings = trainings;
    this.threshold = threshold;
    this.evaluation = evaluation;
    this.clock = clock;
  }

  /**
   * The networks that a refinement trains.
   *
   * @param relations IRN's heads
   * @param segmentation the segmentation network
   * @param files where weights are found that an earlier run has trained
   */
  public record Trainings(
      TrainIrn relations, TrainSegmentation segmentation, TrainingFiles files) {}

  public RefinementCompleted run(
      RefinementRequested request, RefinementReporter reporter, BooleanSupplier held)
      throws InterruptedException {
    DatasetManifest dataset = check.of(request);
    Optional<ArtifactRef> predictor = trainings.files().predictor(request.refinement());
    Made made =
        predictor.isPresent()
            ? predicted(request, dataset, predictor.get(), reporter, held)
            : masked(request, dataset, reporter, held);
    List<ResultsManifest.Entry> entries =
        dataset.images().stream().map(image -> entry(image, made)).toList();
    ArtifactRef results =
        Manifests.store(
            store,
            Buckets.OUTPUTS,
            new ResultsManifest(
                request.refinement(),
                dataset.classes(),
                made.chosen == null ? null : made.chosen.threshold(),
                made.chosen == null ? null : made.chosen.suggested(),
                made.relations,
                made.network,
                entries));
    reporter.progress("evaluation", 0, 1, "reports", Map.of());
    EvaluationReport report = evaluation.of(request, dataset, made.toEvaluate());
    ArtifactRef stored =
        report.images().isEmpty() ? null : Manifests.store(store, Buckets.OUTPUTS, report);
    int failed = (int) entries.stream().filter(entry -> !entry.problem().isEmpty()).count();
    return new RefinementCompleted(
        request.refinement(),
        request.model(),
        request.dataset(),
        results,
        stored,
        metrics(report),
        failed,
        clock.instant());
  }

  /**
   * What the stages have come to.
   *
   * @param chosen the background threshold; null when only a network predicted
   * @param relations weights of the IRN heads, or null
   * @param network weights of the segmentation network, or null
   * @param stages what each stage told of its images
   */
  private record Made(
      ChooseThreshold.Chosen chosen,
      ArtifactRef relations,
      ArtifactRef network,
      List<Map<String, ImageRefined>> stages) {
    EvaluateMasks.Made toEvaluate() {
      return chosen == null
          ? new EvaluateMasks.Made(false, true, 0, 0)
          : new EvaluateMasks.Made(true, network != null, chosen.threshold(), chosen.suggested());
    }
  }

  /** CAM, IRN, masks, and the segmentation network if one was asked for. */
  private Made masked(
      RefinementRequested request,
      DatasetManifest dataset,
      RefinementReporter reporter,
      BooleanSupplier held)
      throws InterruptedException {
    Map<String, ImageRefined> cams =
        shareOut.run(
            new StageInput(request, RefinementStage.CAM, null, null), all(dataset), reporter, held);
    ArtifactRef irn = trainings.relations().of(request, dataset, cams, reporter, held);
    List<String> seeded =
        all(dataset).stream().filter(image -> cams.get(image).problem().isEmpty()).toList();
    Map<String, ImageRefined> walked =
        shareOut.run(
            new StageInput(request, RefinementStage.MASK, irn, null), seeded, reporter, held);
    ChooseThreshold.Chosen chosen = threshold.of(request, dataset, walked, reporter);
    if (request.parameters().segmentation() == null) {
      return new Made(chosen, irn, null, List.of(cams, walked));
    }
    ArtifactRef network = trainings.segmentation().of(request, dataset, walked, reporter, held);
    StageInput job = new StageInput(request, RefinementStage.PREDICTION, irn, network);
    Map<String, ImageRefined> told = shareOut.run(job, all(dataset), reporter, held);
    return new Made(chosen, irn, network, List.of(cams, walked, told));
  }

  /** What a network that another refinement has trained sees in this dataset. */
  private Made predicted(
      RefinementRequested request,
      DatasetManifest dataset,
      ArtifactRef network,
      RefinementReporter reporter,
      BooleanSupplier held)
      throws InterruptedException {
    StageInput job = new StageInput(request, RefinementStage.PREDICTION, null, network);
    return new Made(null, null, network, List.of(shareOut.run(job, all(dataset), reporter, held)));
  }

  private static List<String> all(DatasetManifest dataset) {
    return dataset.images().stream().map(image -> image.artifact().sha256()).toList();
  }

  private static ResultsManifest.Entry entry(DatasetManifest.Image image, Made made) {
    String sha = image.artifact().sha256();
    Map<String, ArtifactRef> outputs = new TreeMap<>();
    String problem = "";
    if (made.chosen != null) {
      problem = made.chosen.problems().getOrDefault(sha, "");
      ArtifactRef mask = made.chosen.masks().get(sha);
      if (mask != null) {
        outputs.put(OutputNames.MASK, mask);
      }
    }
    for (Map<String, ImageRefined> stage : made.stages) {
      ImageRefined refined = stage.get(sha);
      if (refined != null) {
        outputs.putAll(refined.outputs());
        problem = problem.isEmpty() ? refined.problem() : problem;
      }
    }
    return new ResultsManifest.Entry(sha, image.name(), outputs, problem);
  }

  /**
   * The headline figures, such as {@code validation.seed.mIoU}; figures without pixels left out.
   */
  private static Map<String, Double> metrics(EvaluationReport report) {
    Map<String, Double> metrics = new TreeMap<>();
    report
        .figures()
        .forEach(
            (name, scores) -> {
              metrics.put(name + ".mIoU", scores.meanIou());
              metrics.put(name + ".precision", scores.precision());
              metrics.put(name + ".recall", scores.recall());
            });
    metrics.values().removeIf(value -> Double.isNaN(value));
    return metrics;
  }
}
