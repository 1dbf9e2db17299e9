package io.wood.refiner.job;

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
import java.util.function.BooleanSupplier;

/**
 * Trains the segmentation network on the pseudo-masks, or takes what an earlier run has trained.
 */
public final class TrainSegmentation {
  static final String NETWORK = "segmentation";

  private final TrainingFiles files;
  private final StageContext bench;

  public TrainSegmentation(TrainingFiles files, StageContext bench) {
    this.files = files;
    this.bench = bench;
  }

  ArtifactRef of(
      RefinementRequested request,
      DatasetManifest dataset,
      Map<String, ImageRefined> walked,
      RunReporter reporter,
      BooleanSupplier held) {
    String run = request.refinement();
    Optional<ArtifactRef> trained = files.trained(run, NETWORK);
    if (trained.isPresent()) {
      return trained.get();
    }
    MaskedImages masks =
        StageLabels.of(
            run,
            RefinementStage.MASK,
            OutputNames.MASK,
            new StageLabels.Source(dataset, walked),
            bench);
    TrainingReporter listener = new TrainingReporter(run, NETWORK, files, reporter, held);
    SegmentationTraining training = bench.networks().segmentationTraining(request, masks, listener);
    byte[] weights = listener.train(training::run, training::resume);
    return files.keep(run, NETWORK, weights);
  }
}
