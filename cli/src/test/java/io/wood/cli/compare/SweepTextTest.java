package io.wood.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.api.trainer.ExperimentTable.Spread;
import io.wood.contracts.api.trainer.SweepDetail;
import io.wood.contracts.api.trainer.SweepDetail.Point;
import io.wood.contracts.api.trainer.SweepDetail.Run;
import io.wood.contracts.api.trainer.SweepDetail.Stop;
import io.wood.contracts.api.trainer.SweepOrder;
import io.wood.contracts.api.trainer.SweepOrder.Axis;
import io.wood.contracts.api.trainer.SweepSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepTextTest {
  private static final Map<String, String> TWENTY = Map.of("oods", "20");
  private static final SweepDetail SWEEP =
      new SweepDetail(
          new SweepSummary("sweep-1", "RUNNING", List.of("oods"), 2, 1, 1, "ada", Instant.EPOCH),
          new SweepOrder(Map.of(), List.of(new Axis("oods", List.of(20))), List.of(1L, 2L), "ada"),
          List.of(
              new Run(TWENTY, 1, "wood-s1", "SUCCEEDED", 20, Map.of(), ""),
              new Run(TWENTY, 2, "wood-s2", "QUEUED", 20, Map.of(), "")),
          List.of(new Point(TWENTY, 20, List.of(1L), Map.of("mIoU", new Spread(.315, .004, 2)))),
          List.of("mIoU", "recall"),
          List.of(new Stop(Map.of(), "mIoU", 1, 1, 20, new Spread(0, 0, 2), "stop at 1")));

  @Test
  void showsPointsWithTheirSpreadAndTheSuggestedStop() {
    assertThat(SweepText.lines(SWEEP)).hasSize(3);
    assertThat(SweepText.lines(SWEEP).get(1)).contains("20", "31.5 ± 0.4", "–");
    assertThat(SweepText.lines(SWEEP).get(2)).isEqualTo("stop at 1");
  }

  @Test
  void countsExperimentsByState() {
    assertThat(SweepText.progress(SWEEP))
        .isEqualTo("sweep-1: 1 queued, 1 succeeded of 2 experiments");
    assertThat(SweepText.runs(SWEEP).get(1)).startsWith("oods=20").contains("queued", "wood-s2");
  }
}
