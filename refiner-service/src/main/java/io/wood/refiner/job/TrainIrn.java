package io.wood.refiner.job;

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
import java.util.function.BooleanSupplier;

/**
 * Trains IRN's heads on the labels that the CAMs gave, or takes what an earlier run has trained.
 */
public final class TrainIrn {
  private static final String NETWORK = "irn";

  private final TrainingFiles files;
  private final StageContext bench;

  public TrainIrn(TrainingFiles files, StageContext bench) {
    this.files = files;
    this.bench = bench;
  }

  ArtifactRef of(
      RefinementRequested request,
      DatasetManifest dataset,
      Map<String, ImageRefined> cams,
      RunReporter reporter,
      BooleanSupplier held) {
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
            bench);
    TrainingReporter listener = new TrainingReporter(run, NETWORK, files, reporter, held);
    byte[] weights =
        bench
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
    return files.keep(run, NETWORK, weights);
  }
}
