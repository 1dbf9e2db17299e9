package io.wood.refiner.lead;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.method.data.MaskedImages;
import io.wood.method.irn.IrnTraining;
import io.wood.refiner.stage.OutputNames;
import io.wood.refiner.stage.StageContext;
import io.wood.refiner.stage.StageLabels;
import io.wood.refiner.stage.TrainingFiles;
import java.util.Map;
import java.util.Optional;

/**
 * Trains IRN's heads on the labels derived from the CAMs, unless the refinement has them already.
 */
public final class TrainIrn {
  private static final String NETWORK = "irn";

  private final TrainingFiles files;
  private final StageContext context;

  public TrainIrn(TrainingFiles files, StageContext context) {
    this.files = files;
    this.context = context;
  }

  ArtifactRef of(
      RefinementRequested request,
      DatasetManifest dataset,
      Map<String, ImageRefined> cams,
      RefinementReporter reporter,
      LeadControl control) {
    String run = request.refinement();
    Optional<ArtifactRef> trained = files.trained(run, NETWORK);
    if (trained.isPresent()) {
      return trained.get();
    }
    MaskedImages labels =
        StageLabels.of(
            run,
            RefinementStage.CAM,
            OutputNames.IRN_LABEL,
            new StageLabels.Source(dataset, cams),
            context);
    TrainingReporter listener = new TrainingReporter(run, NETWORK, files, reporter, control);
    byte[] weights =
        context
            .networks()
            .withClassifier(
                request.model(),
                trunk -> {
                  IrnTraining training =
                      new IrnTraining(
                          request.parameters().irn(),
                          trunk,
                          labels,
                          request.parameters().seed(),
                          listener);
                  return listener.train(training::run, training::resume);
                });
    return listener.keep(weights);
  }
}
