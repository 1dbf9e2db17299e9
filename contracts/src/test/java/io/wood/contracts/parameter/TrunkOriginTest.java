package io.wood.contracts.parameter;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.parameter.RefinementParameters.Irn;
import org.junit.jupiter.api.Test;

class TrunkOriginTest {
  @Test
  void aFileIsNamedIfOneOfTheTrunksWantsIt() {
    assertThatCode(() -> TrunkOrigin.requireFile(RefinementParameters.USUAL, false))
        .doesNotThrowAnyException();
    assertThatCode(() -> TrunkOrigin.requireFile(of(TrunkOrigin.FILE, TrunkOrigin.START), true))
        .doesNotThrowAnyException();
    assertThatCode(() -> TrunkOrigin.requireFile(of(TrunkOrigin.BASE, TrunkOrigin.FILE), true))
        .doesNotThrowAnyException();
  }

  @Test
  void aTrunkWithoutItsFileIsRefused() {
    RefinementParameters edges = of(TrunkOrigin.FILE, TrunkOrigin.PRETRAINED);
    RefinementParameters network = of(TrunkOrigin.PRETRAINED, TrunkOrigin.FILE);

    assertThatThrownBy(() -> TrunkOrigin.requireFile(edges, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name one with ./wood refine EXPERIMENT --trunk FILE");
    assertThatThrownBy(() -> TrunkOrigin.requireFile(network, false))
        .hasMessageContaining("irn.trunk or segmentation.trunk is FILE");
  }

  @Test
  void aFileThatNoTrunkWantsIsRefused() {
    RefinementParameters other = of(TrunkOrigin.PRETRAINED, TrunkOrigin.START);

    assertThatThrownBy(() -> TrunkOrigin.requireFile(other, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neither irn.trunk nor segmentation.trunk is FILE");
    assertThatThrownBy(() -> TrunkOrigin.requireFile(RefinementParameters.USUAL, true))
        .hasMessageContaining("set one of them to FILE, or name no file");
  }

  private static RefinementParameters of(TrunkOrigin edges, TrunkOrigin network) {
    Irn irn = new Irn(10, 512, 32, 3, .1, 0, null, null, null, edges, null);
    SegmentationParameters segmentation =
        new SegmentationParameters(
            8, 321, 10, 10, .00025, true, null, null, network, null, null, null, null);
    return new RefinementParameters(null, null, irn, null, null, segmentation, 0);
  }
}
