package io.wood.method.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.method.Goldens;
import io.wood.method.image.LabelMap;
import io.wood.method.parity.GoldenFile;
import io.wood.method.tensor.ImagePlanes;
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

  @Test
  void refusesBrokenMaps() {
    assertThatThrownBy(() -> WalkedMaps.fromBytes(new byte[] {1, 2, 3, 4, 5}))
        .hasMessageContaining("not walked maps");
    byte[] cut = java.util.Arrays.copyOf(walked.toBytes(), 60);
    assertThatThrownBy(() -> WalkedMaps.fromBytes(cut)).hasMessageContaining("walked maps");
  }

  @Test
  void leavesAnImageWithoutLabelsOrWithEmptyMapsToTheBackground() {
    PseudoMasks masks = new PseudoMasks(Walk.PAPER);

    WalkedMaps unlabelled =
        masks.walk(List.of(), new ImagePlanes(0, 2, 3), new ImagePlanes(1, 2, 3), 7, 10);
    WalkedMaps empty =
        masks.walk(List.of(4), new ImagePlanes(1, 2, 3), new ImagePlanes(1, 2, 3), 7, 10);

    assertThat(unlabelled.mask(.25)).isEqualTo(new LabelMap(10, 7, new byte[70]));
    assertThat(empty.mask(.25)).isEqualTo(new LabelMap(10, 7, new byte[70]));
    assertThat(WalkedMaps.fromBytes(unlabelled.toBytes()).mask(.25).width()).isEqualTo(10);
    assertThat(WalkedMaps.fromBytes(empty.toBytes()).mask(.25).height()).isEqualTo(7);
  }

  @Test
  void masksAnImageOfOnePixelWidth() {
    PseudoMasks masks = new PseudoMasks(Walk.PAPER);
    ImagePlanes cam = new ImagePlanes(1, 3, 1, new float[] {1, 1, 0});

    WalkedMaps maps = masks.walk(List.of(0), cam, new ImagePlanes(1, 3, 1), 9, 1);

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
