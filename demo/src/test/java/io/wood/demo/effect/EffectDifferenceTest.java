package io.wood.demo.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.contracts.parameter.Arm;
import io.wood.method.evaluation.ClassScore;
import io.wood.method.evaluation.FalsePositives;
import io.wood.method.evaluation.ImageBootstrap;
import io.wood.method.evaluation.Resampled;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.store.Json;
import java.io.IOException;
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
    assertThat(differences.get(0).all().meanIou().seeds()).isEqualTo(2);
    assertThat(differences.get(0).all().meanIou().difference()).isCloseTo(.1, within(1e-12));
    assertThat(differences.get(2).all().meanIou().seeds()).isEqualTo(1);
    assertThat(differences.get(2).all().pixelPrecision().difference()).isCloseTo(.4, within(1e-12));
    assertThat(differences.get(2).all().maskMeanIou()).isNull();
  }

  @Test
  void comparesMasksByHalvesWhereBothRowsHaveThem() {
    EffectDifference both =
        EffectDifference.of(
                List.of(
                    row(Arm.CONTROL, 1, .2).with(masks(.2, details(.1, .3))),
                    row(Arm.CONTROL, 2, .2).with(masks(.2, null)),
                    row(Arm.WOOD, 1, .2).with(masks(.5, details(.3, .9))),
                    row(Arm.WOOD, 2, .2).with(masks(.7, details(.1, .1)))))
            .get(0);

    assertThat(both.all().maskMeanIou().difference()).isCloseTo(.4, within(1e-12));
    assertThat(both.all().maskMeanIou().seeds()).isEqualTo(2);
    // The control's masks of seed 2 are of an earlier version.
    assertThat(both.selection().maskMeanIou().difference()).isCloseTo(.2, within(1e-12));
    assertThat(both.confirmation().maskMeanIou().difference()).isCloseTo(.6, within(1e-12));
    assertThat(both.confirmation().maskMeanIou().seeds()).isEqualTo(1);
  }

  @Test
  void writesClassesRowsAndDifferencesWithTheirIntervals() throws IOException {
    List<EffectRow> rows =
        List.of(row(Arm.BASE, 0, .1), row(Arm.CONTROL, 1, .25), row(Arm.WOOD, 1, .5));

    JsonNode json = Json.mapper().readTree(Json.canonical(EffectResults.of(List.of("cat"), rows)));

    assertThat(json.path("classes"))
        .extracting(JsonNode::asText)
        .containsExactly("background", "cat");
    JsonNode cat = json.path("rows").path(2).path("cams").path("classes").path(1);
    assertThat(cat.path("precision").asDouble()).isEqualTo(.75);
    assertThat(cat.path("recall").asDouble()).isEqualTo(.625);
    assertThat(cat.path("iou").asDouble()).isEqualTo(.5);
    JsonNode difference = json.path("differences").path(0);
    assertThat(difference.path("arm").asText()).isEqualTo("wood");
    assertThat(difference.path("reference").asText()).isEqualTo("control");
    for (String images : List.of("all", "selection", "confirmation")) {
      JsonNode meanIou = difference.path(images).path("meanIou");
      assertThat(meanIou.path("difference").asDouble()).isEqualTo(.25);
      assertThat(meanIou.path("low").asDouble()).isEqualTo(.25);
      assertThat(meanIou.path("high").asDouble()).isEqualTo(.25);
      assertThat(difference.path(images).has("maskMeanIou")).isFalse();
    }
  }

  private static EffectRow.MaskFigures masks(double meanIou, EffectRow.MaskDetails details) {
    return new EffectRow.MaskFigures(
        meanIou, .5, .5, 1, .25, "settings", resampled(meanIou), details);
  }

  private static EffectRow.MaskDetails details(double selection, double confirmation) {
    return new EffectRow.MaskDetails(
        .5,
        new SegmentationScores.Published(.5, .5),
        new FalsePositives.Shares(1, 0, 0, 0),
        List.of(),
        resampled(selection),
        resampled(confirmation));
  }

  private static Resampled resampled(double figure) {
    return new Resampled(figure, Collections.nCopies(ImageBootstrap.REPLICATES, figure), null);
  }

  private static EffectRow row(Arm arm, long seed, double figure) {
    Resampled resampled = resampled(figure);
    EffectRow.CamFigures cams =
        new EffectRow.CamFigures(
            figure,
            .5,
            new SegmentationScores.Published(.5, .5),
            new FalsePositives.Shares(1, 0, 0, 0),
            resampled,
            resampled,
            List.of(new ClassScore(.5, .5, .5, 10, 10), new ClassScore(figure, .75, .625, 10, 10)));
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
