package io.wood.refiner.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wood.method.evaluation.ConfusionMatrix;
import io.wood.method.evaluation.ImageBootstrap;
import io.wood.method.image.LabelMap;
import io.wood.method.tensor.ImagePlanes;
import io.wood.store.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetEvaluationsTest {
  private static final LabelMap TRUTH = map(1, 1, 0, 0);

  private final SetEvaluations sets = new SetEvaluations(2);

  @Test
  void comparesStagesOfTheSameImages() {
    for (String image : List.of("a", "b", "c")) {
      add("train.seed", image, TRUTH, map(1, 0, 0, 0));
      add("train.mask", image, TRUTH, TRUTH);
    }

    EvaluationReport.Difference difference = sets.differences().get(0);

    assertThat(sets.differences()).hasSize(1);
    assertThat(difference.set()).isEqualTo("train.mask");
    assertThat(difference.reference()).isEqualTo("train.seed");
    assertThat(difference.value().difference())
        .isCloseTo(
            sets.scores().get("train.mask").meanIou() - sets.scores().get("train.seed").meanIou(),
            within(1e-12));
    assertThat(difference.value().low())
        .as("all images differ by the same")
        .isCloseTo(difference.value().high(), within(1e-12))
        .isCloseTo(difference.value().difference(), within(1e-12));
  }

  @Test
  void comparesNoStagesOfOtherImages() {
    add("train.seed", "a", TRUTH, TRUTH);
    add("train.seed", "b", TRUTH, TRUTH);
    add("train.seed-crf", "b", TRUTH, TRUTH);
    add("validation.mask", "c", TRUTH, TRUTH);

    assertThat(sets.differences()).isEmpty();
  }

  @Test
  void comparesThePixelPrecisionOfMaps() {
    add("train.seed", "a", TRUTH, TRUTH);
    add("train.mask", "a", TRUTH, TRUTH);
    sets.addMaps("train.seed", "a", TRUTH, List.of(0), planes(.9f, .1f, .5f, 0));
    sets.addMaps("train.mask", "a", TRUTH, List.of(0), planes(.9f, .8f, .5f, 0));

    assertThat(sets.pixelPrecision().get("train.seed").pooled())
        .isCloseTo((1 + 2 / 3.0) / 2, within(1e-12));
    assertThat(sets.differences())
        .filteredOn(difference -> difference.figure().equals("PxAP"))
        .singleElement()
        .satisfies(
            difference ->
                assertThat(difference.value().difference()).isCloseTo(1 / 6.0, within(1e-12)));
  }

  @Test
  void keepsWhatADifferenceToAnotherRefinementNeeds() {
    for (String image : List.of("a", "b", "c", "d")) {
      add("validation.seed", image, TRUTH, image.equals("a") ? TRUTH : map(1, 0, 0, 0));
      sets.addMaps("validation.seed", image, TRUTH, List.of(0), planes(.9f, .1f, .5f, 0));
    }

    List<EvaluationReport.Replicates> replicates = sets.replicates();

    assertThat(replicates)
        .extracting(EvaluationReport.Replicates::figure)
        .containsExactly("mIoU", "PxAP");
    assertThat(replicates.get(0).set()).isEqualTo("validation.seed");
    assertThat(replicates.get(0).value().figure())
        .isEqualTo(sets.scores().get("validation.seed").meanIou());
    assertThat(replicates.get(0).value().replicates())
        .hasSize(ImageBootstrap.REPLICATES)
        .allMatch(value -> value.isNaN() || value == Math.rint(value * 1e6) / 1e6)
        .anyMatch(value -> Math.abs(value - replicates.get(0).value().figure()) > .01);
  }

  @Test
  void readsAReportOfAnEarlierVersion() throws IOException {
    String json =
        """
        {"refinement": "run", "classes": ["background", "cat"], "images": [], "figures": {
          "validation.seed": {"meanIou": 0.5, "precision": 0.5, "recall": 1, "classes": [
            {"iou": 0.5, "precision": 1, "recall": 0.5, "truePixels": 4, "predictedPixels": 2},
            {"iou": 0.5, "precision": 0.5, "recall": 1, "truePixels": 2, "predictedPixels": 4}]}}}
        """;

    EvaluationReport report =
        Json.read(json.getBytes(StandardCharsets.UTF_8), EvaluationReport.class);

    assertThat(report.figures().get("validation.seed").published().precision()).isEqualTo(.75);
    assertThat(report.differences()).isEmpty();
    assertThat(report.replicates()).isEmpty();
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    ReportCsv.write(report, each -> {}, csv);
    assertThat(csv.toString(StandardCharsets.UTF_8)).contains("validation.seed");
  }

  private void add(String set, String image, LabelMap truth, LabelMap mask) {
    ConfusionMatrix confusion = new ConfusionMatrix(2);
    confusion.add(truth.labels(), mask.labels());
    sets.add(set, image, truth, mask, confusion);
  }

  private static ImagePlanes planes(float... values) {
    return new ImagePlanes(1, 1, values.length, values);
  }

  private static LabelMap map(int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return new LabelMap(labels.length, 1, bytes);
  }
}
