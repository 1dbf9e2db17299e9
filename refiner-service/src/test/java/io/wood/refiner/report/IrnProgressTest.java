package io.wood.refiner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.MapEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IrnProgressTest {
  @Test
  void takesTheMeansOfTheLastSteps() {
    List<Map<String, Double>> steps =
        List.of(
            Map.of("loss.positive", .5, "loss.negative", .4, "loss", 1.0),
            Map.of("loss.positive", .7, "loss.negative", Double.NaN));

    assertThat(IrnProgress.figures(steps))
        .containsOnly(
            MapEntry.entry("irn.loss.positive", .6), MapEntry.entry("irn.loss.negative", .4));
    assertThat(IrnProgress.figures(List.of())).isEmpty();
  }

  @Test
  void saysTheLossesBesideChance() {
    assertThat(IrnProgress.summary(losses(.52, .49)))
        .hasValue(
            "IRN's affinity losses in its last steps: 0.52 for pairs of cells with the same label, 0.49 for pairs with different ones; 0.69 is chance");
    assertThat(IrnProgress.summary(Map.of("validation.seed.mIoU", .5))).isEmpty();
  }

  /**
   * Three runs whose masks gained 17, 16 and 9 points on their seeds, one that lost 3 with the walk
   * of its time, the reference's, and one of a mean just below the limit.
   */
  @ParameterizedTest
  @CsvSource({".52,.49", ".51,.48", ".60,.55", ".48,.43", ".35,.31", ".90,.34"})
  void doesNotRemarkOnLossesBelowChance(double positive, double negative) {
    assertThat(IrnProgress.remark(losses(positive, negative))).isEmpty();
  }

  /** An edge of ½, the first steps of three trainings, and a mean just above the limit. */
  @ParameterizedTest
  @CsvSource({".693147,.693147", ".81,.50", ".83,.54", ".80,.53", ".90,.35"})
  void remarksOnLossesNearChance(double positive, double negative) {
    assertThat(IrnProgress.remark(losses(positive, negative)))
        .hasValueSatisfying(
            remark ->
                assertThat(remark)
                    .startsWith("IRN learned next to nothing: ")
                    .contains("0.69 is chance", "irn.leastSteps"));
  }

  @Test
  void remarksOnLabelsWithoutAnEdge() {
    assertThat(IrnProgress.remark(losses(.38, 0)))
        .hasValueSatisfying(remark -> assertThat(remark).startsWith("IRN learned no edges: "));
  }

  @Test
  void remarksOnNoLossesOfAnEarlierVersion() {
    assertThat(IrnProgress.remark(Map.of())).isEmpty();
    assertThat(IrnProgress.remark(Map.of("irn.loss.positive", .9))).isEmpty();
  }

  private static Map<String, Double> losses(double positive, double negative) {
    return Map.of("irn.loss.positive", positive, "irn.loss.negative", negative);
  }
}
