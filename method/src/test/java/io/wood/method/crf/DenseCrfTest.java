package io.wood.method.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wood.method.Goldens;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.parity.GoldenFile;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DenseCrfTest {
  private final GoldenFile golden = Goldens.open("g_crf");
  private final RgbImage image = new RgbImage(80, 60, golden.bytes("image"));

  @Test
  void keepsTheOnlyLabelThereIs() {
    DenseCrf crf = new DenseCrf(new RgbImage(2, 1, new byte[6]), CrfParameters.PAPER);

    List<LabelMap> cleaned = crf.clean(List.of(new LabelMap(2, 1, new byte[2])), 1, 10);

    assertThat(cleaned.get(0).labels()).containsOnly(0);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,9", "9,1"})
  void bearsImagesOfOnePixelWidth(int width, int height) {
    byte[] labels = new byte[width * height];
    labels[labels.length - 1] = 3;
    RgbImage thin = new RgbImage(width, height, new byte[3 * labels.length]);

    ImagePlanes result =
        new DenseCrf(thin, CrfParameters.PAPER)
            .infer(List.of(new LabelMap(width, height, labels)), 4, 10)
            .get(0);

    for (int i = 0; i < labels.length; i++) {
      float sum = 0;
      for (int label = 0; label < 4; label++) {
        sum += result.values()[label * labels.length + i];
      }
      assertThat(sum).isCloseTo(1, within(1e-5f));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void cleansSeveralMapsTogetherAsOneByOne(int labels) {
    DenseCrf crf = new DenseCrf(image, CrfParameters.PAPER);
    List<LabelMap> maps = IntStream.range(0, 3).mapToObj(seed -> blobs(seed, labels)).toList();

    List<ImagePlanes> together = crf.infer(maps, labels, 5);

    for (int i = 0; i < maps.size(); i++) {
      ImagePlanes alone = crf.infer(List.of(maps.get(i)), labels, 5).get(0);
      assertThat(together.get(i).values()).containsExactly(alone.values(), within(1e-5f));
    }
  }

  private LabelMap blobs(int seed, int labels) {
    byte[] map = new byte[image.width() * image.height()];
    for (int i = 0; i < map.length; i++) {
      int x = i % image.width();
      int y = i / image.width();
      map[i] = (byte) ((x / 20 + y / 15 + seed) % labels);
    }
    return new LabelMap(image.width(), image.height(), map);
  }

  @Test
  void refusesLabelsOfAnotherImageOrList() {
    DenseCrf crf = new DenseCrf(image, CrfParameters.PAPER);

    assertThatThrownBy(() -> crf.infer(List.of(new LabelMap(1, 1, new byte[1])), 2, 1))
        .hasMessageContaining("the labels are 1x1, their image is 80x60");
    byte[] labels = new byte[4800];
    labels[7] = 5;
    assertThatThrownBy(() -> crf.infer(List.of(new LabelMap(80, 60, labels)), 2, 1))
        .hasMessageContaining("label 5 in a map of 2 labels");
  }

  @Test
  void exponentiatesToTheLastDigits() {
    for (float x = 0; x > -80; x -= .013f) {
      double relative = Softmax.exp(x) / Math.exp(x) - 1;
      assertThat(Math.abs(relative)).isLessThan(1e-5);
    }
  }
}
