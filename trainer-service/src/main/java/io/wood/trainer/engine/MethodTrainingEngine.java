package io.wood.trainer.engine;

import ai.djl.Device;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.QualityReport;
import io.wood.method.data.LabelledImages;
import io.wood.method.image.ImageLimits;
import io.wood.method.training.ClassifierTraining;
import io.wood.method.training.SharedResults;
import io.wood.method.training.TrainedClassifier;
import io.wood.method.training.TrainingListener;
import io.wood.method.training.UnusableCheckpointException;
import io.wood.store.ArtifactStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Trains with the method, on images from the store. It never reads a ground-truth mask. */
public final class MethodTrainingEngine implements TrainingEngine {
  private static final Logger LOG = Logger.getLogger(MethodTrainingEngine.class);

  private final ArtifactStore store;
  private final Device device;

  public MethodTrainingEngine(ArtifactStore store, Device device) {
    this.store = Objects.requireNonNull(store, "store");
    this.device = Objects.requireNonNull(device, "device");
  }

  @Override
  public TrainingOutput train(
      TrainingInput input, Optional<byte[]> checkpoint, TrainingListener listener) {
    SharedResults shared = StoredResults.of(store, input.frozen().manifest().codeVersion());
    Optional<QualityReport> quality = new CompareQuality(store, shared).compare(input, listener);
    ClassifierTraining training =
        new ClassifierTraining(
            input.frozen().manifest().parameters(),
            input.dataset().classes(),
            labelled(input.dataset(), Split.TRAIN),
            labelled(input.dataset(), Split.VALIDATION),
            new StoredImages(store, input.frozen().manifest().oods(), ImageLimits.DEFAULT),
            input.initialWeights(),
            device,
            listener,
            shared);
    TrainedClassifier trained =
        checkpoint.map(bytes -> resumed(training, input, bytes)).orElseGet(training::run);
    Map<String, Double> metrics = new TreeMap<>(trained.metrics());
    quality.ifPresent(report -> metrics.put("probe.auc", report.auc()));
    return new TrainingOutput(trained.weights(), metrics);
  }

  /** Ignores a checkpoint of another version: the run then starts from the beginning. */
  private static TrainedClassifier resumed(
      ClassifierTraining training, TrainingInput input, byte[] bytes) {
    try {
      return training.resume(bytes);
    } catch (UnusableCheckpointException e) {
      LOG.warnf(
          "%s: starting from the beginning, the checkpoint cannot be used: %s",
          input.frozen().experiment(), e.getMessage());
      return training.run();
    }
  }

  private LabelledImages labelled(DatasetManifest dataset, Split split) {
    List<Image> images = dataset.of(split);
    List<Set<Integer>> labels =
        images.stream().map(image -> Set.copyOf(dataset.classIndices(image))).toList();
    return new LabelledImages(
        new StoredImages(store, images.stream().map(Image::artifact).toList(), ImageLimits.DEFAULT),
        labels);
  }
}
