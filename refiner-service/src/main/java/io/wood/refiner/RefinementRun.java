package io.wood.refiner;

import io.wood.contracts.ArtifactRef;
import io.wood.contracts.Buckets;
import io.wood.contracts.DatasetManifest;
import io.wood.contracts.ImageRefined;
import io.wood.contracts.RefinementCompleted;
import io.wood.contracts.RefinementRequested;
import io.wood.contracts.RefinementStage;
import io.wood.store.ArtifactStore;
import io.wood.store.Manifests;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * One refinement from CAM to report. Every step leaves what it made in the store under a key that
 * follows from the refinement, so that a successor that runs this again goes on where it stopped.
 */
final class RefinementRun {
  private final ArtifactStore store;
  private final StageJobs jobs;
  private final ShareOut shareOut;
  private final TrainRelations relations;
  private final TrainSegmentation segmentation;
  private final ChooseThreshold threshold;
  private final EvaluateMasks evaluation;
  private final Clock clock;

  RefinementRun(
      ArtifactStore store,
      StageJobs jobs,
      ShareOut shareOut,
      Trainings trainings,
      ChooseThreshold threshold,
      EvaluateMasks evaluation,
      Clock clock) {
    this.store = store;
    this.jobs = jobs;
    this.shareOut = shareOut;
    this.relations = trainings.relations();
    this.segmentation = trainings.segmentation();
    this.threshold = threshold;
    this.evaluation = evaluation;
    this.clock = clock;
  }

  /** The networks that a refinement trains. */
  record Trainings(TrainRelations relations, TrainSegmentation segmentation) {}

  RefinementCompleted run(RefinementRequested request, RunReporter reporter, BooleanSupplier held)
      throws InterruptedException {
    DatasetManifest dataset = dataset(request);
    List<String> images =
        dataset.images().stream().map(image -> image.artifact().sha256()).toList();

    Map<String, ImageRefined> cams =
        shareOut.run(
            new StageJob(request, RefinementStage.CAM, null, null), images, reporter, held);
    ArtifactRef irn = relations.of(request, dataset, cams, reporter, held);
    Map<String, ImageRefined> walked =
        shareOut.run(
            new StageJob(request, RefinementStage.MASK, irn, null), images, reporter, held);
    ChooseThreshold.Chosen chosen = threshold.of(request, dataset, walked, reporter);
    Segmented segmented =
        segment(
            new StageJob(request, RefinementStage.PREDICTION, irn, null),
            dataset,
            walked,
            reporter,
            held);

    List<ResultsManifest.Entry> entries =
        dataset.images().stream()
            .map(image -> entry(image, List.of(cams, walked, segmented.told()), chosen))
            .toList();
    ArtifactRef results =
        Manifests.store(
            store,
            Buckets.OUTPUTS,
            new ResultsManifest(
                request.refinement(),
                dataset.classes(),
                chosen.threshold(),
                irn,
                segmented.network(),
                entries));
    reporter.progress("evaluation", 0, 1, "reports", Map.of());
    EvaluationReport report = evaluation.of(request, dataset);
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

  /** What the segmentation network has come to; nothing when none was asked for. */
  private record Segmented(ArtifactRef network, Map<String, ImageRefined> told) {}

  private Segmented segment(
      StageJob job,
      DatasetManifest dataset,
      Map<String, ImageRefined> walked,
      RunReporter reporter,
      BooleanSupplier held)
      throws InterruptedException {
    RefinementRequested request = job.request();
    if (request.parameters().segmentation() == null) {
      return new Segmented(null, Map.of());
    }
    ArtifactRef network = segmentation.of(request, dataset, walked, reporter, held);
    List<String> images =
        dataset.images().stream().map(image -> image.artifact().sha256()).toList();
    StageJob prediction = new StageJob(request, job.stage(), job.relations(), network);
    return new Segmented(network, shareOut.run(prediction, images, reporter, held));
  }

  private DatasetManifest dataset(RefinementRequested request) {
    DatasetManifest dataset = jobs.dataset(new StageJob(request, RefinementStage.CAM, null, null));
    if (!dataset.classes().equals(request.model().classes())) {
      throw new RunFailedException(
          "the model of experiment %s knows the classes %s, the dataset %s has %s: refine with a model that was trained on this class list"
              .formatted(
                  request.model().experiment(),
                  request.model().classes(),
                  dataset.name(),
                  dataset.classes()));
    }
    return dataset;
  }

  private static ResultsManifest.Entry entry(
      DatasetManifest.Image image,
      List<Map<String, ImageRefined>> stages,
      ChooseThreshold.Chosen chosen) {
    Map<String, ArtifactRef> outputs = new TreeMap<>();
    ArtifactRef mask = chosen.masks().get(image.artifact().sha256());
    if (mask != null) {
      outputs.put(OutputNames.MASK, mask);
    }
    String problem = "";
    for (Map<String, ImageRefined> stage : stages) {
      ImageRefined refined = stage.get(image.artifact().sha256());
      if (refined != null) {
        outputs.putAll(refined.outputs());
        problem = problem.isEmpty() ? refined.problem() : problem;
      }
    }
    return new ResultsManifest.Entry(image.artifact().sha256(), image.name(), outputs, problem);
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
