package io.wood.method.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters.Irn;
import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Schedule;
import io.wood.method.data.DrawnImages;
import io.wood.method.data.DrawnSquares;
import io.wood.method.data.ImageSource;
import io.wood.method.data.LabelledImages;
import io.wood.method.data.MaskedImage;
import io.wood.method.data.MaskedImages;
import io.wood.method.data.SampleSource;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.irn.IrnTraining;
import io.wood.method.network.Classifier;
import io.wood.method.segmentation.SegmentationTraining;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Which images the trainings of one seed draw. Two steps of 16 of 24 images are the first epoch and
 * the first third of the second one, whose images are read twice.
 */
class LoaderStreamsTest {
  private static final int IMAGES = 24;
  private static final int BATCH = 16;
  private static final int SEED = 7;

  /** Images that remember which of them were read twice. */
  private abstract static class Remembered<T> implements SampleSource<T> {
    private final Set<Integer> once = ConcurrentHashMap.newKeySet();
    private final Set<Integer> twice = ConcurrentHashMap.newKeySet();
    private final SampleSource<T> images;

    private Remembered(SampleSource<T> images) {
      this.images = images;
    }

    @Override
    public int size() {
      return images.size();
    }

    @Override
    public String id(int index) {
      return images.id(index);
    }

    @Override
    public T load(int index) throws UnusableImageException {
      if (!once.add(index)) {
        assertThat(twice.add(index)).isTrue();
      }
      return images.load(index);
    }

    Set<Integer> startOfTheSecondEpoch() {
      assertThat(once).hasSize(IMAGES);
      assertThat(twice).hasSize(2 * BATCH - IMAGES);
      return twice;
    }
  }

  private static final class Masked extends Remembered<MaskedImage> implements MaskedImages {
    private Masked() {
      super(new DrawnSquares(IMAGES, 32));
    }
  }

  private static final class Plain extends Remembered<RgbImage> implements ImageSource {
    private Plain() {
      super(DrawnImages.scenes(IMAGES));
    }
  }

  private static Set<Integer> ofTheClassifier() {
    Plain images = new Plain();
    TrainingParameters tiny = TinyTraining.parameters(Arm.BASE, 2);
    TrainingParameters parameters =
        new TrainingParameters(
            tiny.arm(),
            tiny.network(),
            new Schedule(0, 2, BATCH, 1, 3),
            tiny.optimiser(),
            tiny.augmentation(),
            tiny.metricLoss(),
            SEED);
    List<Set<Integer>> labels =
        IntStream.range(0, IMAGES).mapToObj(index -> Set.of(index % 2)).toList();
    TinyTraining.training(
            parameters,
            new LabelledImages(images, labels),
            ImageSource.EMPTY,
            Optional.empty(),
            TrainingListener.SILENT)
        .run();
    return images.startOfTheSecondEpoch();
  }

  private static Set<Integer> ofIrn(Classifier trunk) {
    Masked images = new Masked();
    Irn parameters = new Irn(3, 32, BATCH, 1, .05, 0);
    new IrnTraining(parameters, trunk, images, SEED, TrainingListener.SILENT).run();
    return images.startOfTheSecondEpoch();
  }

  private static Set<Integer> ofTheSegmentationNetwork(byte[] trunk) {
    Masked images = new Masked();
    new SegmentationTraining(
            new SegmentationParameters(8, 32, BATCH, 1, .01, false),
            new SegmentationTraining.Start("small", 2, SEED),
            trunk,
            images,
            Device.cpu(),
            TrainingListener.SILENT)
        .run();
    return images.startOfTheSecondEpoch();
  }

  @Test
  void trainingsOfOneSeedDrawCropsOfTheirOwn() {
    try (Classifier trunk = Classifier.create(new NetworkSpec("small", 8), 2, 1, Device.cpu())) {
      assertThat(
              List.of(
                  ofTheClassifier(), ofIrn(trunk), ofTheSegmentationNetwork(trunk.toSafetensors())))
          .doesNotHaveDuplicates();
    }
  }
}
