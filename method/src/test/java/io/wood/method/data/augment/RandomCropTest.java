package io.wood.method.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.wood.method.data.BatchLoader;
import io.wood.method.data.DrawnSquares;
import io.wood.method.data.ImageBatch;
import io.wood.method.data.MaskedImage;
import io.wood.method.data.MaskedImages;
import io.wood.method.data.NetworkInput;
import io.wood.method.data.TrainingFailedException;
import io.wood.method.data.TrainingPlan;
import io.wood.method.image.LabelMap;
import io.wood.method.image.Normaliser;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.tensor.Devices;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Crops with labels, as the loader brings them. */
class RandomCropTest {
  private static final CropSettings CROP = new CropSettings(48, .5, 1.5, 3);

  private static BatchLoader<MaskedImage> loader(MaskedImages images, int size, long first) {
    return new BatchLoader<>(
        new TrainingPlan<>(List.of(images), size, first + 3, 5),
        new RandomCrop(CROP),
        CROP.side(),
        first);
  }

  private static float[] planes(ImageBatch batch) {
    try (NDManager manager = Devices.manager(Device.cpu())) {
      return batch.images(manager).toFloatArray();
    }
  }

  @Test
  void keepsLabelsOnTheirPixels() {
    // Given images whose squares are red where the label is 1 and blue where it is 2
    float[] planes;
    List<LabelMap> maps;
    try (BatchLoader<MaskedImage> loader = loader(new DrawnSquares(10, 40), 12, 3);
        ImageBatch batch = loader.next()) {
      planes = planes(batch);
      maps = batch.labels();
    }

    // Then
    int right = 0;
    int labelled = 0;
    for (int crop = 0; crop < 12; crop++) {
      byte[] labels = maps.get(crop).labels();
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] == 1 || labels[i] == 2) {
          int channel = labels[i] == 1 ? 0 : 2;
          float value = planes[(crop * 3 + channel) * labels.length + i];
          labelled++;
          right += value > Normaliser.of(180, channel) ? 1 : 0;
        } else if (labels[i] == (byte) LabelMap.IGNORE) {
          assertThat(planes[crop * 3 * labels.length + i]).isZero();
        }
      }
    }
    // Bicubic edges of an enlarged square may differ from its nearest-neighbour labels.
    assertThat(labelled).isGreaterThan(500);
    assertThat(right).isGreaterThan(labelled * 95 / 100);
  }

  @Test
  void mirrorsEverySecondImageWithItsLabels() {
    // Given an image of one dark row whose first pixel is bright and labelled 1
    byte[] rgb = new byte[3 * 4];
    rgb[0] = (byte) 255;
    MaskedImage image =
        new MaskedImage(new RgbImage(4, 1, rgb), new LabelMap(4, 1, new byte[] {1, 0, 0, 0}));
    RandomCrop crop = new RandomCrop(new CropSettings(4, 1, 1, 2));
    int mirrored = 0;
    for (long seed = 0; seed < 200; seed++) {
      NetworkInput input = crop.of(image, seed);
      byte[] labels = input.labels().orElseThrow().labels();
      float[] red = input.planes().plane(0).values();
      for (int i = 0; i < labels.length; i++) {
        assertThat(labels[i] == 1).isEqualTo(red[i] > 1);
        mirrored += labels[i] == 1 && i % 4 == 3 ? 1 : 0;
      }
    }
    assertThat(mirrored).isBetween(75, 125);
  }

  @Test
  void drawsEveryCropFromAStreamOfItsOwn() {
    // Crops of consecutive positions of seed 0 once shared the draws of their neighbours.
    TrainingPlan<MaskedImage> plan =
        new TrainingPlan<>(List.of(new DrawnSquares(100, 16)), 100, 2, 0);
    Set<Long> draws = new HashSet<>();
    int count = 0;
    for (int batch = 0; batch < 2; batch++) {
      for (var planned : plan.batch(batch)) {
        SplittableRandom random = new SplittableRandom(planned.randomness());
        for (int draw = 0; draw < 5; draw++, count++) {
          draws.add(random.nextLong());
        }
      }
    }
    assertThat(draws).hasSize(count);
  }

  @Test
  void makesABatchOutOfItsNumberAlone() {
    DrawnSquares images = new DrawnSquares(10, 40);
    List<float[]> fromFive = load(images, 5);
    List<float[]> fromSix = load(images, 6);

    assertThat(fromSix.get(0)).isEqualTo(fromFive.get(1)).isNotEqualTo(fromFive.get(0));
  }

  private static List<float[]> load(MaskedImages images, long first) {
    List<float[]> batches = new ArrayList<>();
    try (BatchLoader<MaskedImage> loader = loader(images, 4, first)) {
      for (int i = 0; i < 3; i++) {
        try (ImageBatch batch = loader.next()) {
          batches.add(planes(batch));
        }
      }
    }
    return batches;
  }

  @Test
  void takesEveryImageOnceAnEpoch() {
    Set<Integer> seen = new HashSet<>();
    try (BatchLoader<MaskedImage> loader = loader(new DrawnSquares(9, 32), 3, 0)) {
      for (int i = 0; i < 3; i++) {
        try (ImageBatch batch = loader.next()) {
          batch.indices().forEach(index -> seen.add(index.getAsInt()));
        }
      }
    }

    assertThat(seen).hasSize(9);
  }

  @Test
  void replacesABrokenImageAndNamesIt() {
    try (BatchLoader<MaskedImage> loader = loader(new DrawnSquares(4, 32, 2), 4, 0);
        ImageBatch batch = loader.next()) {
      assertThat(batch.labels()).hasSize(4);
      assertThat(batch.skipped()).contains(new ImageBatch.Skipped("square-2", "square 2 is torn"));
      batch.requireFull(0);
    }
  }

  @Test
  void anotherThreadMayCloseABatchWhileTheNextOneIsOpen() throws InterruptedException {
    try (BatchLoader<MaskedImage> loader = loader(new DrawnSquares(4, 32), 4, 0)) {
      ImageBatch first = loader.next();
      ImageBatch second = loader.next();
      float[] kept = planes(second);
      Thread other = new Thread(first::close);
      other.start();
      other.join();
      try (ImageBatch third = loader.next()) {
        assertThat(planes(third)).isNotEqualTo(kept);
        assertThat(planes(second)).isEqualTo(kept);
      }
      second.close();
    }
  }

  @Test
  void refusesWhatCannotBeTrainedOn() throws UnusableImageException {
    RandomCrop fewer = new RandomCrop(new CropSettings(48, 1, 1, 2));
    MaskedImage blue = new DrawnSquares(4, 32).load(1);
    assertThatThrownBy(() -> fewer.of(blue, 1))
        .hasMessageContaining("a label map holds 2, but there are only labels 0 to 1");
    try (BatchLoader<MaskedImage> loader = loader(new DrawnSquares(1, 32, 0), 1, 0);
        ImageBatch batch = loader.next()) {
      assertThat(batch.skipped()).hasSize(20);
      assertThatThrownBy(() -> batch.requireFull(7))
          .isInstanceOf(TrainingFailedException.class)
          .hasMessageContaining("hardly any image can be read (step 7");
    }
    assertThatThrownBy(() -> new CropSettings(48, 1.5, .5, 3))
        .hasMessageContaining("scales 1.5 to 0.5");
  }
}
