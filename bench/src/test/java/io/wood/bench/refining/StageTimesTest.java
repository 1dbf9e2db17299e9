package io.wood.bench.refining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.StepProgress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageTimesTest {
  private static final String FIRST = "1".repeat(64);
  private static final String SECOND = "2".repeat(64);

  @Test
  void aStageBeginsWhereTheOneBeforeEnds() {
    StageTimes times =
        StageTimes.of(
            at(100),
            List.of(
                refined(RefinementStage.CAM, FIRST, 130),
                refined(RefinementStage.MASK, SECOND, 163),
                refined(RefinementStage.CAM, SECOND, 120),
                refined(RefinementStage.MASK, FIRST, 170)),
            List.of(
                progress("cam", 130),
                progress("irn", 135),
                progress("irn", 150),
                progress("mask", 170)),
            at(172));

    assertThat(times).isEqualTo(new StageTimes(30, 20, 20, 2));
    assertThat(times.whole()).isEqualTo(72);
  }

  @Test
  void theMeanIsOfEachStage() {
    StageTimes mean = new StageTimes(10, 20, 30, 1).mean(new StageTimes(14, 30, 31, 2));

    assertThat(mean).isEqualTo(new StageTimes(12, 25, 30.5, 1.5));
    assertThat(mean.whole()).isEqualTo(69, within(1e-9));
  }

  private static ImageRefined refined(RefinementStage stage, String image, long second) {
    return new ImageRefined("photographs", stage, image, Map.of(), "", at(second));
  }

  private static RefinementProgressed progress(String phase, long second) {
    return new RefinementProgressed(
        "photographs",
        RunState.RUNNING,
        new StepProgress(phase, 1, 2, "steps", 1, null),
        Map.of(),
        "",
        at(second));
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }
}
