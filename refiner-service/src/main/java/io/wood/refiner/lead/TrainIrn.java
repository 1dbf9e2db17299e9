package io.wood.refiner.lead;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.parameter.RefinementParameters.Irn;
import io.wood.method.data.MaskedImages;
import io.wood.method.irn.IrnTraining;
import io.wood.method.network.Classifier;
import io.wood.method.training.TrainingListener;
import io.wood.refiner.report.IrnProgress;
import io.wood.refiner.stage.OutputNames;
import io.wood.refiner.stage.StageContext;
import io.wood.refiner.stage.StageLabels;
import io.wood.refiner.stage.TrainingFiles;
import io.wood.store.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Trains IRN's heads on the labels derived from the CAMs, unless this refinement has them already,
 * or another one trained them on the same trunk, labels and settings.
 */
public final class TrainIrn {
  private static final Logger LOG = Logger.getLogger(TrainIrn.class);
  private static final String NETWORK = "irn";

  private final TrainingFiles files;
  private final StageContext context;
  private final ModelOrigins origins;

  public TrainIrn(TrainingFiles files, StageContext context, ModelOrigins origins) {
    this.files = files;
    this.context = context;
    this.origins = origins;
  }

  /**
   * The trained heads and what they were trained on.
   *
   * @param weights of the heads
   * @param trunk weights below them; null for the classifier's
   * @param figures of the last steps, such as {@code irn.loss.positive}; none where an earlier
   *     version trained it
   * @param remarks for a person
   */
  record Relations(
      ArtifactRef weights, ArtifactRef trunk, Map<String, Double> figures, List<String> remarks) {}

  Relations of(
      RefinementRequested request,
      DatasetManifest dataset,
      Map<String, ImageRefined> cams,
      RefinementReporter reporter,
      LeadControl control) {
    String run = request.refinement();
    Irn irn = request.parameters().irn();
    Optional<ArtifactRef> trunk =
        files.trunk(run, NETWORK, () -> origins.trunk(request, irn.trunk(), NETWORK));
    Optional<ArtifactRef> trained = files.trained(run, NETWORK);
    if (trained.isEmpty()) {
      List<ArtifactRef> oods = origins.oods(request.model(), irn.background());
      MaskedImages images =
          ImagesWithOods.of(
              StageLabels.of(
                  run,
                  RefinementStage.CAM,
                  OutputNames.IRN_LABEL,
                  new StageLabels.Source(dataset, cams),
                  context),
              oods,
              irn.background(),
              context.fetch());
      String content = content(request, trunk, cams, oods);
      trained = files.shared(content);
      if (trained.isPresent()) {
        keepFigures(run, files.sharedFigures(content));
        files.link(run, NETWORK, trained.get());
        LOG.infof("refinement %s takes IRN's heads of an equal training", run);
      } else {
        Task task = new Task(request, trunk, images, control);
        trained =
            Optional.of(train(task, new TrainingReporter(run, NETWORK, files, reporter, control)));
        files.share(content, trained.get(), files.figures(run, NETWORK));
      }
    }
    // Also that of a process that died before it could, or of a training that an equal one
    // overtook.
    files.deleteCheckpoint(run, NETWORK);
    return new Relations(
        trained.get(),
        trunk.orElse(null),
        files.figures(run, NETWORK),
        origins.remarks(request.model(), irn.trunk(), irn.background(), NETWORK));
  }

  /** What determines the heads: trunk, labels of each image, OoDs, settings and seed. */
  private static String content(
      RefinementRequested request,
      Optional<ArtifactRef> trunk,
      Map<String, ImageRefined> cams,
      List<ArtifactRef> oods) {
    List<String> parts = new ArrayList<>();
    parts.add(trunk.orElse(request.model().weights()).sha256());
    parts.add(request.parameters().irn() + " seed " + request.parameters().seed());
    cams.values().stream()
        .map(refined -> refined.outputs().get(OutputNames.IRN_LABEL))
        .filter(label -> label != null)
        .map(label -> label.key() + label.sha256())
        .map(label -> label.substring(label.indexOf("/images/") + 1))
        .sorted()
        .forEach(parts::add);
    oods.forEach(ood -> parts.add(ood.sha256()));
    return Hashes.sha256(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
  }

  /** A training. */
  private record Task(
      RefinementRequested request,
      Optional<ArtifactRef> trunk,
      MaskedImages images,
      LeadControl control) {
    IrnTraining training(Irn irn, Classifier network, TrainingListener listener) {
      return new IrnTraining(irn, network, images, request.parameters().seed(), listener);
    }
  }

  private ArtifactRef train(Task task, TrainingReporter listener) {
    String run = task.request().refinement();
    byte[] weights =
        context
            .networks()
            .withTrunk(
                task.request().model(),
                task.trunk(),
                network -> {
                  Irn irn = task.request().parameters().irn();
                  int steps =
                      new FittingSteps(files, run, NETWORK, task.control())
                          .of(
                              irn,
                              task.images().size(),
                              pace -> task.training(irn, network, pace).run());
                  IrnTraining training =
                      task.training(irn.withLeastSteps(steps), network, listener);
                  return listener.train(training::run, training::resume);
                });
    ArtifactRef kept = listener.keep(weights);
    keepFigures(run, IrnProgress.figures(listener.lastSteps()));
    return kept;
  }

  private void keepFigures(String run, Map<String, Double> figures) {
    files.saveFigures(run, NETWORK, figures);
    IrnProgress.summary(figures).ifPresent(losses -> LOG.infof("%s: %s", run, losses));
    IrnProgress.remark(figures).ifPresent(remark -> LOG.warnf("%s: %s", run, remark));
  }
}
