package io.wood.method.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.method.Goldens;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.parity.GoldenFile;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PseudoMasksTest {
  private final GoldenFile golden = Goldens.open("k_sem_seg_finish");
  private final WalkedMaps walked =
      new WalkedMaps(List.of(2, 8, 15), new ImagePlanes(3, 22, 17, golden.floats("rw")), 85, 67);

  @Test
  void keepsMapsInAByteACellForOtherThresholds() {
    byte[] bytes = walked.toBytes();
    WalkedMaps restored = WalkedMaps.fromBytes(bytes);

    assertThat(bytes.length).isLessThan(3 * 22 * 17 + 64);
    assertThat(restored.keys()).isEqualTo(walked.keys());
    assertThat(restored.toBytes()).isEqualTo(bytes);
    byte[] exact = walked.mask(.25).labels();
    byte[] kept = restored.mask(.25).labels();
    int different = 0;
    for (int i = 0; i < exact.length; i++) {
      different += exact[i] == kept[i] ? 0 : 1;
    }
    assertThat(different).isLessThan(exact.length / 50);
  }

  private static RgbImage blank(int width, int height) {
    return new RgbImage(width, height, new byte[3 * width * height]);
  }

  @Test
  void adaptsWalkedMapsToTheColoursOfTheImage() {
    // Given a white square on black, and a walk that knows its middle alone
    int side = 40;
    byte[] pixels = new byte[3 * side * side];
    byte[] truth = new byte[side * side];
    for (int i = 0; i < side * side; i++) {
      if (i / side >= 10 && i / side < 30 && i % side >= 10 && i % side < 30) {
        Arrays.fill(pixels, 3 * i, 3 * i + 3, (byte) 250);
        truth[i] = 3;
      }
    }
    RgbImage image = new RgbImage(side, side, pixels);
    ImagePlanes cam = new ImagePlanes(1, 10, 10);
    for (int cell = 0; cell < 100; cell++) {
      cam.values()[cell] = Math.abs(cell / 10 - 4) < 2 && Math.abs(cell % 10 - 4) < 2 ? 1 : 0;
    }
    ImagePlanes edge = new ImagePlanes(1, 10, 10);
    Walk walk = new Walk(2, 10, 0, 1);

    // When
    WalkedMaps plain = new PseudoMasks(walk).walk(List.of(2), cam, edge, image);
    WalkedMaps adapted =
        new PseudoMasks(new Walk(2, 10, 0, 1, true, null)).walk(List.of(2), cam, edge, image);

    // Then all of it and nothing else is the class, also after it was stored
    assertThat(wrong(plain.mask(.3), truth)).isGreaterThan(40);
    assertThat(wrong(adapted.mask(.3), truth)).isLessThan(10);
    byte[] bytes = adapted.toBytes();
    WalkedMaps restored = WalkedMaps.fromBytes(bytes);
    assertThat(restored.isAdapted()).isTrue();
    assertThat(restored.toBytes()).isEqualTo(bytes);
    assertThat(wrong(restored.mask(.3), truth)).isLessThan(10);
  }

  private static int wrong(LabelMap mask, byte[] truth) {
    int wrong = 0;
    for (int i = 0; i < truth.length; i++) {
      wrong += mask.labels()[i] == truth[i] ? 0 : 1;
    }
    return wrong;
  }

  @Test
  void refusesBrokenMaps() {
    assertThatThrownBy(() -> WalkedMaps.fromBytes(new byte[] {1, 2, 3, 4, 5}))
        .hasMessageContaining("not walked maps");
    byte[] cut = Arrays.copyOf(walked.toBytes(), 60);
    assertThatThrownBy(() -> WalkedMaps.fromBytes(cut)).hasMessageContaining("walked maps");
  }

  @Test
  void leavesAnImageWithoutLabelsOrWithEmptyMapsToTheBackground() {
    PseudoMasks masks = new PseudoMasks(Walk.PAPER);

    WalkedMaps unlabelled =
        masks.walk(List.of(), new ImagePlanes(0, 2, 3), new ImagePlanes(1, 2, 3), blank(10, 7));
    WalkedMaps empty =
        masks.walk(List.of(4), new ImagePlanes(1, 2, 3), new ImagePlanes(1, 2, 3), blank(10, 7));

    assertThat(unlabelled.mask(.25)).isEqualTo(new LabelMap(10, 7, new byte[70]));
    assertThat(empty.mask(.25)).isEqualTo(new LabelMap(10, 7, new byte[70]));
    assertThat(WalkedMaps.fromBytes(unlabelled.toBytes()).mask(.25).width()).isEqualTo(10);
    assertThat(WalkedMaps.fromBytes(empty.toBytes()).mask(.25).height()).isEqualTo(7);
  }

  @Test
  void masksAnImageOfOnePixelWidth() {
    PseudoMasks masks = new PseudoMasks(Walk.PAPER);
    ImagePlanes cam = new ImagePlanes(1, 3, 1, new float[] {1, 1, 0});

    WalkedMaps maps = masks.walk(List.of(0), cam, new ImagePlanes(1, 3, 1), blank(1, 9));

    assertThat(maps.mask(.25).labels()).hasSize(9).contains((byte) 1);
  }

  @Test
  void choosesTheThresholdBetweenTwoHeapsOfValues() {
    // Given cells around .1 and around .8
    float[] cells = new float[100];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = i < 60 ? .1f + i * .001f : .9f - (i - 60) * .005f;
    }
    cells[99] = 1;
    BackgroundThreshold threshold = new BackgroundThreshold();
    threshold.add(new WalkedMaps(List.of(3), new ImagePlanes(1, 10, 10, cells), 40, 40));
    BackgroundThreshold merged = new BackgroundThreshold();

    // When
    merged.add(threshold.counts());

    // Then
    assertThat(merged.choose(.25)).isBetween(.15, .71).isEqualTo(threshold.choose(.25));
    assertThat(new BackgroundThreshold().choose(.25)).isEqualTo(.25);
  }
}
