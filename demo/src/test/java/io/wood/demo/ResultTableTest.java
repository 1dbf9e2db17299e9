package io.wood.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wood.cli.console.Terminal;
import io.wood.contracts.parameter.Arm;
import io.wood.method.evaluation.MeanDeviation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  private static final String SEED = "validation.seed.mIoU";

  @Test
  void takesMeanAndSampleDeviationOverTheSeeds() {
    ResultTable table =
        new ResultTable(List.of(outcome(Arm.WOOD, 1, .5), outcome(Arm.WOOD, 2, .6)));

    MeanDeviation spread = table.summary().get(Arm.WOOD).get(SEED);

    assertThat(spread.mean()).isCloseTo(.55, within(1e-12));
    assertThat(spread.deviation()).isCloseTo(.0707106781, within(1e-9));
  }

  @Test
  void printsEveryRunAndTheDifference() {
    String text = print(List.of(outcome(Arm.CONTROL, 1, .412), outcome(Arm.WOOD, 1, .455)));

    assertThat(text).containsPattern("control +1 +0 \\| +41\\.2 ");
    assertThat(text).containsPattern("W-OoD +1 +231 \\| +45\\.5 ");
    assertThat(text).containsPattern("W-OoD - control +\\| +\\+4\\.3 ");
  }

  @Test
  void showsAFigureThatIsMissingAsADash() {
    assertThat(print(List.of(outcome(Arm.CONTROL, 1, .4)))).containsPattern("40\\.0 +- ");
  }

  @Test
  void showsTheSegmentationNetworkWhenThereIsOne() {
    DemoOutcome segmented =
        new DemoOutcome(
            Arm.WOOD, 1, "experiment", 231, Map.of(SEED, .4, "validation.segmentation.mIoU", .523));

    assertThat(print(List.of(segmented))).contains("segmentation network").contains("52.3");
    assertThat(print(List.of(outcome(Arm.WOOD, 1, .4)))).doesNotContain("segmentation");
  }

  private static String print(List<DemoOutcome> outcomes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ResultTable(outcomes).print(new Terminal(new PrintStream(bytes, true, UTF_8), false));
    return bytes.toString(UTF_8);
  }

  private static DemoOutcome outcome(Arm arm, long seed, double meanIou) {
    return new DemoOutcome(
        arm, seed, "experiment", arm == Arm.WOOD ? 231 : 0, Map.of(SEED, meanIou));
  }
}
