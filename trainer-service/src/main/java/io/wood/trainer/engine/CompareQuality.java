package io.wood.trainer.engine;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.QualityReport;
import io.wood.contracts.artifact.QualityReport.Figure;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.method.data.WorkerThreads;
import io.wood.method.data.quality.ImageQuality;
import io.wood.method.data.quality.QualityProbe;
import io.wood.method.image.ImageLimits;
import io.wood.method.image.UnusableImageException;
import io.wood.method.training.SharedResults;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingListener;
import io.wood.store.ArtifactStore;
import io.wood.store.CorruptObjectException;
import io.wood.store.Json;
import io.wood.store.MissingObjectException;
import io.wood.trainer.engine.TrainingEngine.TrainingInput;
import io.wood.trainer.store.RunFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Compares the quality of labelled images and OoDs before a training, and warns where it differs: a
 * classifier may learn that blurry, small or grey means "no class". It reads at most {@value
 * #SAMPLE} images of each kind, those with the lowest hashes, so that it takes seconds and is the
 * same each time, and trainings with the same images have the result in common. No failure of it
 * ends a training.
 */
final class CompareQuality {
  private static final Logger LOG = Logger.getLogger(CompareQuality.class);
  private static final String PHASE = "image quality";
  private static final int SAMPLE = 500;

  private final ArtifactStore store;
  private final SharedResults shared;
  private final RunFiles files;

  CompareQuality(ArtifactStore store, SharedResults shared) {
    this.store = Objects.requireNonNull(store, "store");
    this.shared = Objects.requireNonNull(shared, "shared");
    this.files = new RunFiles(store);
  }

  /**
   * Compares, stores the report and warns; empty for an arm without OoDs, where too few images can
   * be read, and where the training is cancelled.
   */
  Optional<QualityReport> compare(TrainingInput input, TrainingListener listener) {
    String experiment = input.frozen().experiment();
    ExperimentManifest manifest = input.frozen().manifest();
    if (!manifest.parameters().arm().usesOods()) {
      return Optional.empty();
    }
    try {
      Optional<QualityReport> report = compare(input.dataset(), manifest.oods(), listener);
      report.ifPresent(found -> files.noteQuality(experiment, found));
      report
          .filter(QualityReport::differs)
          .map(found -> warning(found, manifest.parameters().augmentation()))
          .ifPresent(
              warning -> {
                LOG.warnf("%s: %s", experiment, warning);
                listener.remark(warning);
              });
      return report;
    } catch (RuntimeException e) {
      LOG.warnf(e, "%s: the quality of its images is not compared", experiment);
      listener.remark("the quality of labelled images and OoDs is not compared: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<QualityReport> compare(
      DatasetManifest dataset, List<ArtifactRef> approved, TrainingListener listener) {
    List<ArtifactRef> labelled =
        sample(dataset.of(Split.TRAIN).stream().map(DatasetManifest.Image::artifact));
    List<ArtifactRef> oods = sample(approved.stream());
    if (Math.min(labelled.size(), oods.size()) < QualityProbe.MIN_IMAGES) {
      remarkOnNumbers(labelled.size(), oods.size(), listener);
      return Optional.empty();
    }
    String key = key(labelled, oods);
    Optional<byte[]> known = shared.find(key);
    if (known.isPresent()) {
      return known.map(json -> Json.read(json, QualityReport.class));
    }
    List<ImageQuality> ofLabelled = new ArrayList<>();
    List<ImageQuality> ofOods = new ArrayList<>();
    if (!measure(labelled, oods, ofLabelled, ofOods, listener)) {
      return Optional.empty();
    }
    Optional<QualityReport> report = QualityProbe.compare(ofLabelled, ofOods);
    if (report.isEmpty()) {
      remarkOnNumbers(ofLabelled.size(), ofOods.size(), listener);
    } else if (ofLabelled.size() == labelled.size() && ofOods.size() == oods.size()) {
      shared.keep(key, Json.canonical(report.get()));
    }
    return report;
  }

  private static List<ArtifactRef> sample(Stream<ArtifactRef> images) {
    return images.sorted(Comparator.comparing(ArtifactRef::sha256)).limit(SAMPLE).toList();
  }

  private static String key(List<ArtifactRef> labelled, List<ArtifactRef> oods) {
    return "quality of "
        + Stream.of(labelled, oods)
            .map(images -> images.stream().map(ArtifactRef::sha256).toList())
            .toList();
  }

  private static void remarkOnNumbers(int labelled, int oods, TrainingListener listener) {
    listener.remark(
        "the quality of %d labelled images and %d OoDs is not compared, %d of each are needed"
            .formatted(labelled, oods, QualityProbe.MIN_IMAGES));
  }

  /** Measures the images that can be read; returns false when the training is cancelled. */
  private boolean measure(
      List<ArtifactRef> labelled,
      List<ArtifactRef> oods,
      List<ImageQuality> ofLabelled,
      List<ImageQuality> ofOods,
      TrainingListener listener) {
    int total = labelled.size() + oods.size();
    listener.phase(PHASE, total, "images");
    try (WorkerThreads threads =
        new WorkerThreads("image-quality", Runtime.getRuntime().availableProcessors())) {
      List<Future<Optional<ImageQuality>>> measured =
          Stream.concat(labelled.stream(), oods.stream())
              .map(image -> threads.submit(() -> measure(image)))
              .toList();
      for (int i = 0; i < total; i++) {
        if (listener.cancelled()) {
          return false;
        }
        WorkerThreads.await(measured.get(i))
            .ifPresent((i < labelled.size() ? ofLabelled : ofOods)::add);
        listener.step(new StepReport(PHASE, i + 1L, total, Map.of()));
      }
    }
    return true;
  }

  /** Leaves out an image that cannot be read: the training reports it. */
  private Optional<ImageQuality> measure(ArtifactRef image) {
    try {
      return Optional.of(ImageQuality.of(store.read(image), ImageLimits.DEFAULT));
    } catch (UnusableImageException | MissingObjectException | CorruptObjectException unusable) {
      return Optional.empty();
    }
  }

  private static String warning(QualityReport report, Augmentation augmentation) {
    Figure strongest = report.strongest();
    return String.format(
        Locale.ROOT,
        "labelled images and OoDs differ in quality: six numbers of their files tell them apart"
            + " with an AUC of %.2f (no difference: 0.50), %s alone with %.2f (mean %.4g and %.4g)."
            + " The classifier may learn the quality in place of the content: set"
            + " augmentation.nativeSize (now %s), augmentation.sharpNegatives (now %s),"
            + " augmentation.codec (now %s) or augmentation.degrade (now %s), or choose OoDs as good"
            + " as the labelled images, and compare validation.confidence.blurred with"
            + " validation.confidence",
        report.auc(),
        strongest.name(),
        strongest.auc(),
        strongest.labelled(),
        strongest.oods(),
        augmentation.nativeShare(),
        augmentation.sharpShare(),
        augmentation.codecShare(),
        augmentation.degrade());
  }
}
