package io.wood.demo.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wood.contracts.parameter.Arm;
import io.wood.method.evaluation.FalsePositives;
import io.wood.method.evaluation.ImageBootstrap;
import io.wood.method.evaluation.Resampled;
import io.wood.method.evaluation.SegmentationScores;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectDifferenceTest {
  @Test
  void pairsArmsBySeed() {
    List<EffectDifference> differences =
        EffectDifference.of(
            List.of(
                row(Arm.BASE, 0, .1),
                row(Arm.CONTROL, 1, .2),
                row(Arm.CONTROL, 2, .4),
                row(Arm.BACKGROUND, 2, .5),
                row(Arm.BACKGROUND, 1, .3),
                row(Arm.WOOD, 1, .7),
                EffectRow.failed(Arm.WOOD, 0, 2, 10, 5, "diverged")));

    assertThat(differences)
        .extracting(difference -> difference.arm() + " " + difference.reference())
        .containsExactly("background control", "wood control", "wood background");
    assertThat(differences.get(0).cams().meanIou().orElseThrow().seeds()).isEqualTo(2);
    assertThat(differences.get(0).cams().meanIou().orElseThrow().difference())
        .isCloseTo(.1, within(1e-12));
    assertThat(differences.get(2).cams().meanIou().orElseThrow().seeds()).isEqualTo(1);
    assertThat(differences.get(2).cams().pixelPrecision().orElseThrow().difference())
        .isCloseTo(.4, within(1e-12));
    assertThat(differences.get(2).maskMeanIou()).isEmpty();
  }

  private static EffectRow row(Arm arm, long seed, double figure) {
    Resampled resampled =
        new Resampled(figure, Collections.nCopies(ImageBootstrap.REPLICATES, figure));
    EffectRow.CamFigures cams =
        new EffectRow.CamFigures(
            figure,
            .5,
            new SegmentationScores.Published(.5, .5),
            new FalsePositives.Shares(1, 0, 0, 0),
            resampled,
            resampled);
    return new EffectRow(
        arm,
        null,
        0L,
        seed,
        0,
        1,
        .5,
        null,
        figure,
        .5,
        .5,
        1,
        1,
        cams,
        new EffectRow.Halves(cams, cams),
        null,
        "");
  }
}
