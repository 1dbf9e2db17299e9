package io.wood.refiner.lead;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.refiner.report.EvaluationReport;
import io.wood.refiner.report.ReportHtml;
import io.wood.refiner.report.ResultsManifest;
import io.wood.refiner.stage.OutputNames;
import io.wood.refiner.stage.StageInput;
import io.wood.refiner.stage.TrainingFiles;
import io.wood.store.ArtifactStore;
import io.wood.store.Manifests;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs one refinement from CAM to report. Every step stores its output under a key derived from the
 * refinement, so another replica that runs it again resumes where this one stopped.
 */
public final class RunRefinement {
  private final ArtifactStore store;
  private final CheckRefinement checkRefinement;
  private final StageDispatcher dispatcher;
  private final TrainIrn trainIrn;
  private final TrainSegmentation trainSegmentation;
  private final ChooseThreshold chooseThreshold;
  private final EvaluateMasks evaluateMasks;
  private final Clock clock;

  public RunRefinement(
      ArtifactStore store,
      CheckRefinement checkRefinement,
      StageDispatcher dispatcher,
      TrainIrn trainIrn,
      TrainSegmentation trainSegmentation,
      ChooseThreshold chooseThreshold,
      EvaluateMasks evaluateMasks,
      Clock clock) {
    this.store = store;
    this.checkRefinement = checkRefinement;
    this.dispatcher = dispatcher;
    this.trainIrn = trainIrn;
    this.trainSegmentation = trainSegmentation;
    this.chooseThreshold = chooseThreshold;
    this.evaluateMasks = evaluateMasks;
    this.clock = clock;
  }

  public RefinementCompleted run(
      RefinementRequested request, RefinementReporter reporter, LeadControl control)
      throws InterruptedException {
    DatasetManifest dataset = checkRefinement.of(request);
    Optional<ArtifactRef> predictor = new TrainingFiles(store).predictor(request);
    RefinementOutputs outputs =
        predictor.isPresent()
            ? predict(request, dataset, predictor.get(), reporter, control)
            : makeMasks(request, dataset, reporter, control);
    List<ResultsManifest.Entry> entries =
        dataset.images().stream().map(image -> entry(image, outputs)).toList();
    ArtifactRef results =
        Manifests.store(
            store,
            Buckets.OUTPUTS,
            new ResultsManifest(
                request.refinement(),
                dataset.classes(),
                outputs.chosen == null ? null : outputs.chosen.threshold(),
                outputs.chosen == null ? null : outputs.chosen.suggested(),
                outputs.irn == null ? null : outputs.irn.weights(),
                outputs.network == null ? null : outputs.network.weights(),
                entries));
    reporter.progress("evaluation", 0, 1, "reports", Map.of());
    EvaluationReport report =
        evaluateMasks.of(request, dataset, outputs.evaluationScope(), control);
    ArtifactRef stored =
        report.images().isEmpty() ? null : Manifests.store(store, Buckets.OUTPUTS, report);
    int failed = (int) entries.stream().filter(entry -> !entry.problem().isEmpty()).count();
    return new RefinementCompleted(
        request.refinement(),
        request.model(),
        request.dataset(),
        results,
        stored,
        metrics(report, outputs),
        failed,
        request.notBefore(clock.instant()),
        report.remarks());
  }

  /**
   * The outputs of all stages.
   *
   * @param chosen the background threshold; null for predictions only
   * @param irn the IRN heads, or null
   * @param network the segmentation network, or null
   * @param stages results of each stage by image
   */
  private record RefinementOutputs(
      ChooseThreshold.ChosenThreshold chosen,
      TrainIrn.Relations irn,
      TrainSegmentation.Predictor network,
      List<Map<String, ImageRefined>> stages) {
    EvaluateMasks.EvaluationScope evaluationScope() {
      return chosen == null
          ? new EvaluateMasks.EvaluationScope(false, true, 0, 0, Map.of(), List.of())
          : new EvaluateMasks.EvaluationScope(
              true,
              network != null,
              chosen.threshold(),
              chosen.suggested(),
              irn.figures(),
              remarks());
    }

    private List<String> remarks() {
      List<String> remarks = new ArrayList<>(irn.remarks());
      remarks.addAll(network == null ? List.of() : network.remarks());
      return remarks;
    }
  }

  /** Runs CAM, IRN, masks, and the segmentation network if requested. */
  private RefinementOutputs makeMasks(
      RefinementRequested request,
      DatasetManifest dataset,
      RefinementReporter reporter,
      LeadControl control)
      throws InterruptedException {
    trainSegmentation.requireTrunk(request);
    Map<String, ImageRefined> cams =
        dispatcher.run(
            new StageInput(request, RefinementStage.CAM, null, null),
            all(dataset),
            reporter,
            control);
    TrainIrn.Relations irn = trainIrn.of(request, dataset, cams, reporter, control);
    List<String> seeded =
        all(dataset).stream().filter(image -> cams.get(image).problem().isEmpty()).toList();
    Map<String, ImageRefined> walked =
        dispatcher.run(
            new StageInput(request, RefinementStage.MASK, irn.weights(), null, irn.trunk(), null),
            seeded,
            reporter,
            control);
    ChooseThreshold.ChosenThreshold chosen =
        chooseThreshold.of(request, dataset, walked, reporter, control);
    if (request.parameters().segmentation() == null) {
      return new RefinementOutputs(chosen, irn, null, List.of(cams, walked));
    }
    TrainSegmentation.Predictor network =
        trainSegmentation.of(request, dataset, walked, reporter, control);
    StageInput input =
        new StageInput(request, RefinementStage.PREDICTION, irn.weights(), network.weights());
    Map<String, ImageRefined> predictions = dispatcher.run(input, all(dataset), reporter, control);
    return new RefinementOutputs(chosen, irn, network, List.of(cams, walked, predictions));
  }

  /** Predicts the dataset with a network that another refinement trained. */
  private RefinementOutputs predict(
      RefinementRequested request,
      DatasetManifest dataset,
      ArtifactRef network,
      RefinementReporter reporter,
      LeadControl control)
      throws InterruptedException {
    StageInput input = new StageInput(request, RefinementStage.PREDICTION, null, network);
    return new RefinementOutputs(
        null,
        null,
        new TrainSegmentation.Predictor(network, List.of()),
        List.of(dispatcher.run(input, all(dataset), reporter, control)));
  }

  private static String name(RefinementStage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> all(DatasetManifest dataset) {
    return dataset.images().stream().map(image -> image.artifact().sha256()).toList();
  }

  private static ResultsManifest.Entry entry(
      DatasetManifest.Image image, RefinementOutputs outputs) {
    String sha = image.artifact().sha256();
    Map<String, ArtifactRef> references = new TreeMap<>();
    String problem = "";
    if (outputs.chosen != null) {
      problem = outputs.chosen.problems().getOrDefault(sha, "");
      ArtifactRef mask = outputs.chosen.masks().get(sha);
      if (mask != null) {
        references.put(OutputNames.MASK, mask);
      }
    }
    for (Map<String, ImageRefined> stage : outputs.stages) {
      ImageRefined refined = stage.get(sha);
      if (refined != null) {
        references.putAll(refined.outputs());
        problem = problem.isEmpty() ? refined.problem() : problem;
      }
    }
    return new ResultsManifest.Entry(sha, image.name(), references, problem);
  }

  /**
   * The headline figures, such as {@code validation.seed.mIoU}, and {@code reused.cam}, the number
   * of images with an output of an equal stage; omits figures without pixels, and {@code reused}
   * where nothing was.
   */
  private static Map<String, Double> metrics(EvaluationReport report, RefinementOutputs outputs) {
    Map<String, Double> metrics = new TreeMap<>();
    if (outputs.irn != null) {
      metrics.putAll(outputs.irn.figures());
    }
    outputs.stages.stream()
        .flatMap(stage -> stage.values().stream())
        .filter(result -> !result.reused().isEmpty())
        .forEach(
            result -> metrics.merge(ReportHtml.REUSED + name(result.stage()), 1.0, Double::sum));
    report
        .figures()
        .forEach(
            (name, scores) -> {
              metrics.put(name + ".mIoU", scores.meanIou());
              metrics.put(name + ".precision", scores.precision());
              metrics.put(name + ".recall", scores.recall());
            });
    report
        .pixelPrecision()
        .forEach((name, precision) -> metrics.put(name + ".PxAP", precision.pooled()));
    metrics.values().removeIf(value -> Double.isNaN(value));
    return metrics;
  }
}
