package io.wood.refiner.lead;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.method.data.MaskedImages;
import io.wood.method.segmentation.SegmentationTraining;
import io.wood.refiner.stage.OutputNames;
import io.wood.refiner.stage.StageContext;
import io.wood.refiner.stage.StageLabels;
import io.wood.refiner.stage.TrainingFiles;
import java.util.Map;
import java.util.Optional;

/** Trains the segmentation network on the pseudo-masks, unless the refinement has one already. */
public final class TrainSegmentation {

  private final TrainingFiles files;
  private final StageContext context;

  public TrainSegmentation(TrainingFiles files, StageContext context) {
    this.files = files;
    this.context = context;
  }

  ArtifactRef of(
      RefinementRequested request,
      DatasetManifest dataset,
      Map<String, ImageRefined> walked,
      RefinementReporter reporter,
      LeadControl control) {
    String run = request.refinement();
    Optional<ArtifactRef> trained = files.trained(run, TrainingFiles.SEGMENTATION);
    if (trained.isPresent()) {
      files.deleteCheckpoint(run, TrainingFiles.SEGMENTATION);
      return trained.get();
    }
    MaskedImages masks =
        StageLabels.of(
            run,
            RefinementStage.MASK,
            OutputNames.MASK,
            new StageLabels.Source(dataset, walked),
            context);
    TrainingReporter listener =
        new TrainingReporter(run, TrainingFiles.SEGMENTATION, files, reporter, control);
    SegmentationTraining training =
        context.networks().segmentationTraining(request, masks, listener);
    byte[] weights = listener.train(training::run, training::resume);
    return listener.keep(weights);
  }
}
