package io.wood.method.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.wood.method.image.LabelMap;
import io.wood.method.image.Normaliser;
import io.wood.method.image.UnusableImageException;
import io.wood.method.tensor.Devices;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MaskedBatchesTest {
  private static final CropSettings CROP = new CropSettings(48, .5, 1.5, 3);

  @Test
  void keepsLabelsOnTheirPixels() {
    // Given images whose squares are red where the label is 1 and blue where it is 2
    MaskedBatch batch = new MaskedBatches(new DrawnSquares(10, 40), CROP, 12, 5).batch(3);

    // Then
    float[] planes = planes(batch);
    int right = 0;
    int labelled = 0;
    for (int crop = 0; crop < 12; crop++) {
      byte[] labels = batch.labels().get(crop).labels();
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

  private static float[] planes(MaskedBatch batch) {
    try (NDManager manager = Devices.manager(Device.cpu())) {
      return batch.images(manager, 0, batch.size()).toFloatArray();
    }
  }

  @Test
  void makesABatchOutOfItsNumberAlone() {
    MaskedBatches batches = new MaskedBatches(new DrawnSquares(10, 40), CROP, 4, 5);
    MaskedBatch first = batches.batch(7);
    batches.batch(1);

    assertThat(planes(batches.batch(7))).isEqualTo(planes(first));
    assertThat(batches.batch(7).labels()).isEqualTo(first.labels());
    assertThat(planes(batches.batch(8))).isNotEqualTo(planes(first));
  }

  @Test
  void takesEveryImageOnceAnEpoch() {
    Set<String> seen = new HashSet<>();
    MaskedImages counted =
        new MaskedImages() {
          private final DrawnSquares squares = new DrawnSquares(9, 32);

          @Override
          public int size() {
            return 9;
          }

          @Override
          public String id(int index) {
            return squares.id(index);
          }

          @Override
          public MaskedImage load(int index) throws UnusableImageException {
            synchronized (seen) {
              assertThat(seen.add(id(index))).isTrue();
            }
            return squares.load(index);
          }
        };
    MaskedBatches batches = new MaskedBatches(counted, CROP, 3, 1);

    IntStream.range(0, 3).forEach(batches::batch);

    assertThat(seen).hasSize(9);
    assertThat(batches.steps(4)).isEqualTo(12);
  }

  @Test
  void standsInForABrokenImageAndNamesIt() {
    MaskedBatches batches = new MaskedBatches(new DrawnSquares(4, 32, 2), CROP, 4, 1);

    MaskedBatch batch = batches.batch(0);

    assertThat(batch.labels()).hasSize(4).doesNotContainNull();
    assertThat(batch.skipped()).containsEntry("square-2", "square 2 is torn");
  }

  @Test
  void refusesWhatCannotBeTrainedOn() {
    CropSettings fewer = new CropSettings(48, 1, 1, 2);
    assertThatThrownBy(() -> new MaskedBatches(new DrawnSquares(4, 32), fewer, 4, 1).batch(0))
        .hasStackTraceContaining("a label map holds 2, but there are only labels 0 to 1");
    assertThatThrownBy(() -> new MaskedBatches(new DrawnSquares(1, 32, 0), CROP, 1, 1).batch(0))
        .hasStackTraceContaining("20 images in a row cannot be used");
    assertThatThrownBy(() -> new MaskedBatches(new DrawnSquares(0, 32), CROP, 4, 1))
        .hasMessageContaining("there is no image with labels");
  }
}
