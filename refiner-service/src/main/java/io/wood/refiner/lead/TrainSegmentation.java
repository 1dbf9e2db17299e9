package io.wood.refiner.lead;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.method.data.MaskedImages;
import io.wood.method.segmentation.SegmentationTraining;
import io.wood.refiner.stage.OutputNames;
import io.wood.refiner.stage.StageContext;
import io.wood.refiner.stage.StageLabels;
import io.wood.refiner.stage.StageNetworks;
import io.wood.refiner.stage.TrainingFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trains the segmentation network on the pseudo-masks, unless the refinement has one already. */
public final class TrainSegmentation {
  private static final String NETWORK = TrainingFiles.SEGMENTATION;

  private final TrainingFiles files;
  private final StageContext context;
  private final ModelOrigins origins;

  public TrainSegmentation(TrainingFiles files, StageContext context, ModelOrigins origins) {
    this.files = files;
    this.context = context;
    this.origins = origins;
  }

  /**
   * A segmentation network that predicts the masks.
   *
   * @param weights trained here or by another refinement
   * @param remarks for a person
   */
  record Predictor(ArtifactRef weights, List<String> remarks) {}

  /**
   * Checks before the other stages that the training can start.
   *
   * @throws io.wood.refiner.stage.RefinementFailedException if the model has no trunk of the wanted
   *     origin
   */
  void requireTrunk(RefinementRequested request) {
    if (request.parameters().segmentation() != null) {
      trunk(request);
    }
  }

  private ArtifactRef trunk(RefinementRequested request) {
    return origins
        .trunk(request, request.parameters().segmentation().trunk(), NETWORK)
        .orElse(request.model().weights());
  }

  Predictor of(
      RefinementRequested request,
      DatasetManifest dataset,
      Map<String, ImageRefined> walked,
      RefinementReporter reporter,
      LeadControl control) {
    String run = request.refinement();
    SegmentationParameters parameters = request.parameters().segmentation();
    Optional<ArtifactRef> trained = files.trained(run, NETWORK);
    if (trained.isPresent()) {
      files.deleteCheckpoint(run, NETWORK);
    } else {
      MaskedImages images =
          ImagesWithOods.of(
              StageLabels.of(
                  run,
                  RefinementStage.MASK,
                  OutputNames.MASK,
                  new StageLabels.Source(dataset, walked),
                  context),
              origins.oods(request.model(), parameters.background()),
              parameters.background(),
              context.fetch());
      trained = Optional.of(train(request, images, reporter, control));
    }
    return new Predictor(
        trained.get(),
        origins.remarks(request.model(), parameters.trunk(), parameters.background(), NETWORK));
  }

  private ArtifactRef train(
      RefinementRequested request,
      MaskedImages images,
      RefinementReporter reporter,
      LeadControl control) {
    String run = request.refinement();
    SegmentationParameters parameters = request.parameters().segmentation();
    ArtifactRef trunk = trunk(request);
    StageNetworks networks = context.networks();
    int steps =
        new FittingSteps(files, run, NETWORK, control)
            .of(
                parameters,
                images.size(),
                pace ->
                    networks.segmentationTraining(request, parameters, trunk, images, pace).run());
    TrainingReporter listener = new TrainingReporter(run, NETWORK, files, reporter, control);
    SegmentationTraining training =
        networks.segmentationTraining(
            request, parameters.withLeastSteps(steps), trunk, images, listener);
    return listener.keep(listener.train(training::run, training::resume));
  }
}
