package io.wood.refiner.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wood.method.evaluation.ConfusionMatrix;
import io.wood.method.evaluation.PairedDifference;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.tensor.ImagePlanes;
import io.wood.refiner.report.EvaluationReport.Difference;
import io.wood.refiner.report.EvaluationReport.Point;
import io.wood.refiner.report.EvaluationReport.Thresholds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskGainTest {
  @Test
  void dividesWhatTheThresholdOfTheSeedsWouldGainByTheGain() {
    MaskGain gain = gain(thresholds(.50, .60), thresholds(.75, .80));

    assertThat(gain.gain()).isCloseTo(.25, within(1e-12));
    assertThat(gain.threshold()).isCloseTo(.10, within(1e-12));
    assertThat(gain.share()).isCloseTo(.40, within(1e-12));
    assertThat(gain(thresholds(.50, .60), thresholds(.55, .58)).share())
        .as("the threshold alone would have given twice as much")
        .isCloseTo(2, within(1e-12));
  }

  @Test
  void hasNoShareWithoutAGain() {
    assertThat(gain(thresholds(.5, .6), thresholds(.5, .7)).share()).isNull();
    assertThat(gain(thresholds(.5, .6), thresholds(.4, .7)).share()).isNull();
    assertThat(gain(thresholds(.5, .6), thresholds(Double.NaN, Double.NaN)).share()).isNull();
  }

  /**
   * Four pixels, the first two of the class. Seeds of .9 .3 .2 .1 find at .5 one of two: IoU ½ and,
   * of the background, ⅔, mean 7/12; at .2 both: 1. Masks of .9 .8 .6 .1 find at .5 three: IoU ⅔
   * and ½, 7/12 again; at .7, 1.
   */
  @Test
  void comparesMapsAtTheThresholdsUsed() {
    ThresholdSweeps sweeps = new ThresholdSweeps(2);
    sweeps.add("train.seed", new byte[] {1, 1, 0, 0}, List.of(0), planes(.9f, .3f, .2f, .1f));
    sweeps.add("train.mask", new byte[] {1, 1, 0, 0}, List.of(0), planes(.9f, .8f, .6f, .1f));

    MaskGain none = gain(sweeps, .5, .5);
    MaskGain half = gain(sweeps, .5, .7);

    assertThat(none.gain()).isZero();
    assertThat(none.threshold()).isCloseTo(5 / 12.0, within(1e-12));
    assertThat(none.share()).isNull();
    assertThat(half.gain()).isCloseTo(5 / 12.0, within(1e-12));
    assertThat(half.share()).as("a threshold does the same").isCloseTo(1, within(1e-12));
  }

  @Test
  void comparesNoSplitWithoutMasks() {
    assertThat(MaskGain.of(Map.of("train.seed", thresholds(.5, .6)))).isEmpty();
    assertThat(MaskGain.of(Map.of("train.mask", thresholds(.5, .6)))).isEmpty();
  }

  @Test
  void remarksOnMasksThatAreNotBetterThanTheirSeeds() {
    assertThat(remarks(-.028, -.039, -.019))
        .singleElement()
        .asString()
        .startsWith(
            "the masks of the validation images are not better than their seeds: mIoU 58.3 against 100.0, 95 % interval of the difference from -3.9 to -1.9 points; ");
    assertThat(remarks(0, 0, 0)).hasSize(1);
  }

  @Test
  void remarksOnMasksThatAreBetterByChance() {
    assertThat(remarks(.01, -.02, .04))
        .singleElement()
        .asString()
        .contains("are not clearly better than their seeds", "from -2.0 to +4.0 points");
  }

  @Test
  void remarksOnNothingElse() {
    PairedDifference worse = new PairedDifference(-.1, -.2, -.05, 1);

    assertThat(remarks(.17, .13, .2)).isEmpty();
    assertThat(remarks(Double.NaN, Double.NaN, Double.NaN)).isEmpty();
    assertThat(
            MaskGain.remarks(
                List.of(
                    new Difference("PxAP", "train.mask", "train.seed", worse),
                    new Difference("mIoU", "train.seed-crf", "train.seed", worse),
                    new Difference("mIoU", "train.segmentation", "train.mask", worse)),
                Map.of()))
        .isEmpty();
  }

  @Test
  void isALineOfTheCsv() throws IOException {
    EvaluationReport report =
        new EvaluationReport(
            "run",
            List.of("background", "cat"),
            Map.of(),
            null,
            List.of(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Map.of("train", new MaskGain(.25, .1, .4), "validation", new MaskGain(0, .1, null)),
            null);
    ByteArrayOutputStream csv = new ByteArrayOutputStream();

    ReportCsv.write(report, each -> {}, csv);

    assertThat(csv.toString(StandardCharsets.UTF_8))
        .contains("gain over the seeds,train.mask,,,0.250000,")
        .contains("threshold alone 0.100000, share of the gain 0.400000")
        .contains("share of the gain none");
  }

  private static MaskGain gain(Thresholds seeds, Thresholds masks) {
    Map<String, MaskGain> gains =
        MaskGain.of(Map.of("validation.seed", seeds, "validation.mask", masks));
    assertThat(gains).containsOnlyKeys("validation");
    return gains.get("validation");
  }

  private static MaskGain gain(ThresholdSweeps sweeps, double seed, double mask) {
    return MaskGain.of(sweeps.compared(Map.of("seed", seed, "mask", mask), Map.of())).get("train");
  }

  private static Thresholds thresholds(double used, double oracle) {
    return new Thresholds(new Point(.15, used, 0, 0), null, new Point(.3, oracle, 0, 0), List.of());
  }

  private static List<String> remarks(double difference, double low, double high) {
    return MaskGain.remarks(
        List.of(
            new Difference(
                "mIoU",
                "validation.mask",
                "validation.seed",
                new PairedDifference(difference, low, high, 1))),
        Map.of("validation.mask", scores(1, 0, 0, 0), "validation.seed", scores(1, 1, 0, 0)));
  }

  /** Of a prediction where the first two of four pixels show the class. */
  private static SegmentationScores scores(int... predicted) {
    ConfusionMatrix confusion = new ConfusionMatrix(2);
    byte[] labels = new byte[predicted.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) predicted[i];
    }
    confusion.add(new byte[] {1, 1, 0, 0}, labels);
    return confusion.scores();
  }

  private static ImagePlanes planes(float... values) {
    return new ImagePlanes(1, 1, values.length, values);
  }
}
