package io.wood.method.irn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.Goldens;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.parity.GoldenFile;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IrnLabelsTest {
  private final GoldenFile golden = Goldens.open("g_crf");
  private final RgbImage image = new RgbImage(80, 60, golden.bytes("image"));
  private final IrnLabels labels = new IrnLabels(RefinementParameters.IrnLabels.PAPER, false);

  @Test
  void callsAnImageWithoutLabelsBackground() {
    LabelMap result = labels.label(image, List.of(), new ImagePlanes(0, 60, 80));

    assertThat(result.labels()).containsOnly(0);
  }

  @Test
  void staysSureOfOneClassEverywhere() {
    float[] full = new float[4800];
    Arrays.fill(full, 1);

    assertThat(labels.label(image, List.of(4), new ImagePlanes(1, 60, 80, full)).labels())
        .containsOnly(5);
  }

  @Test
  void whatIsSureBackgroundDependsOnTheKindOfCam() {
    // Given maps of class 4 from weak to strong, without the CRF
    ImagePlanes cam = new ImagePlanes(1, 1, 6, new float[] {.04f, .06f, .14f, .16f, .29f, .31f});
    RgbImage row = new RgbImage(6, 1, new byte[18]);
    RefinementParameters.IrnLabels byCam = new RefinementParameters.IrnLabels(null, null, 0, 500);
    RefinementParameters.IrnLabels given = new RefinementParameters.IrnLabels(.15, .05, 0, 500);

    // Then background ends at .05 for CAM and at .15 for AdvCAM, and the class begins at .30
    byte ignored = (byte) 255;
    assertThat(new IrnLabels(byCam, false).label(row, List.of(4), cam).labels())
        .containsExactly(0, ignored, ignored, ignored, ignored, 5);
    assertThat(new IrnLabels(byCam, true).label(row, List.of(4), cam).labels())
        .containsExactly(0, 0, 0, ignored, ignored, 5);
    // Thresholds that are given count for both kinds
    for (boolean adversarial : new boolean[] {false, true}) {
      assertThat(new IrnLabels(given, adversarial).label(row, List.of(4), cam).labels())
          .containsExactly(0, ignored, ignored, 5, 5, 5);
    }
  }

  @Test
  void boundsTheMemoryOfLargeImages() {
    ImagePlanes cams = new ImagePlanes(2, 60, 80, golden.floats("cams"));
    SeedMasks bounded =
        new SeedMasks(image, List.of(6, 14), cams, RefinementParameters.IrnLabels.PAPER, 2400);

    LabelMap result = labels.label(bounded);

    byte[] whole = golden.bytes("conf");
    long same =
        IntStream.range(0, whole.length).filter(i -> whole[i] == result.labels()[i]).count();
    assertThat(result.width()).isEqualTo(80);
    assertThat(same).isGreaterThan(whole.length * 3L / 4);
  }

  @Test
  void refusesBrokenCams() {
    float[] broken = new float[4800];
    broken[81] = Float.NaN;

    assertThatThrownBy(() -> labels.label(image, List.of(4), new ImagePlanes(1, 60, 80, broken)))
        .hasMessageContaining("CAM holds NaN in channel 0 at row 1, column 1");
    assertThatThrownBy(() -> labels.label(image, List.of(4), new ImagePlanes(1, 2, 2)))
        .hasMessageContaining("the CAMs are 2x2, their image is 80x60");
  }
}
