package io.wood.refiner;

import io.wood.contracts.ArtifactRef;
import io.wood.contracts.DatasetManifest;
import io.wood.contracts.ImageRefined;
import io.wood.contracts.RefinementRequested;
import io.wood.contracts.RefinementStage;
import io.wood.method.irn.IrnTraining;
import io.wood.method.pixel.MaskedImages;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Trains IRN's heads on the labels that the CAMs gave, or takes what an earlier run has trained.
 */
final class TrainRelations {
  private static final String NETWORK = "irn";

  private final TrainingFiles files;
  private final Workbench bench;

  TrainRelations(TrainingFiles files, Workbench bench) {
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
