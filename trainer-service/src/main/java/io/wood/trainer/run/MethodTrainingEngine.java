package io.wood.trainer.run;

import ai.djl.Device;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.method.data.LabelledImages;
import io.wood.method.image.ImageLimits;
import io.wood.method.training.ClassifierTraining;
import io.wood.method.training.TrainedClassifier;
import io.wood.method.training.TrainingListener;
import io.wood.method.training.UnusableCheckpointException;
import io.wood.store.ArtifactStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The method itself, fed from the store. It never sees a ground-truth mask. */
public final class MethodTrainingEngine implements TrainingEngine {
  private static final Logger LOG = Logger.getLogger(MethodTrainingEngine.class);

  private final ArtifactStore store;
  private final Device device;

  public MethodTrainingEngine(ArtifactStore store, Device device) {
    this.store = Objects.requireNonNull(store, "store");
    this.device = Objects.requireNonNull(device, "device");
  }

  @Override
  public Result train(Job job, Optional<byte[]> checkpoint, TrainingListener listener) {
    ClassifierTraining training =
        new ClassifierTraining(
            job.frozen().manifest().parameters(),
            job.dataset().classes(),
            labelled(job.dataset(), Split.TRAIN),
            labelled(job.dataset(), Split.VALIDATION),
            new StoredImages(store, job.frozen().manifest().oods(), ImageLimits.DEFAULT),
            job.initialWeights(),
            device,
            listener);
    TrainedClassifier trained =
        checkpoint.map(bytes -> resumed(training, job, bytes)).orElseGet(training::run);
    return new Result(trained.weights(), trained.metrics());
  }

  /** A checkpoint that an older version left costs time, not the run. */
  private static TrainedClassifier resumed(ClassifierTraining training, Job job, byte[] bytes) {
    try {
      return training.resume(bytes);
    } catch (UnusableCheckpointException e) {
      LOG.warnf(
          "%s: starting from the beginning: %s",
          job.frozen().manifest().experiment(), e.getMessage());
      return training.run();
    }
  }

  private LabelledImages labelled(DatasetManifest dataset, Split split) {
    List<Image> images = dataset.of(split);
    List<Set<Integer>> labels =
        images.stream().map(image -> indices(image, dataset.classes())).toList();
    return new LabelledImages(
        new StoredImages(store, images.stream().map(Image::artifact).toList(), ImageLimits.DEFAULT),
        labels);
  }

  private static Set<Integer> indices(Image image, List<String> classes) {
    return image.labels().stream().map(classes::indexOf).collect(Collectors.toUnmodifiableSet());
  }
}
