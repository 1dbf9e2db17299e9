package io.wood.trainer.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wood.contracts.api.trainer.SweepDetail.Run;
import io.wood.contracts.api.trainer.SweepDetail.Stop;
import io.wood.contracts.api.trainer.SweepOrder;
import io.wood.contracts.api.trainer.SweepOrder.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SuggestStopTest {
  private static final SweepOrder CURVE =
      new SweepOrder(Map.of(), List.of(new Axis("oods", List.of(0, 100, 200))), List.of(1L), "ada");

  private final List<Run> runs = new ArrayList<>();

  @Test
  void pairsTheGainOfTheLastOodsBySeed() {
    // 200 over 100: +.4 and −.2 points, mean .1, s = √(2 · .3²) = .424.
    add(0, .20, .30);
    add(100, .250, .350);
    add(200, .254, .348);

    assertThat(suggest())
        .satisfies(stop -> assertThat(stop.gain().mean()).isCloseTo(.001, within(1e-9)))
        .satisfies(stop -> assertThat(stop.gain().deviation()).isCloseTo(.00424, within(1e-5)))
        .satisfies(stop -> assertThat(stop.oods()).isEqualTo(100))
        .satisfies(
            stop ->
                assertThat(stop.text())
                    .isEqualTo(
                        "the last 100 OoDs (100 → 200) gained 0.1 ± 0.4 points of mIoU; suggested"
                            + " stop: 100, which no larger number exceeds by more than its spread"));
  }

  @Test
  void suggestsNoneWhereTheLastOodsStillGain() {
    add(0, .20, .30);
    add(100, .25, .35);
    add(200, .30, .401);

    assertThat(suggest().oods()).isNull();
    assertThat(suggest().text()).contains("gained 5.1 ± 0.1").endsWith("more OoDs may still help");
  }

  @Test
  void asksForASecondSeed() {
    add(0, .20);
    add(100, .25);

    assertThat(suggest().oods()).isNull();
    assertThat(suggest().text()).contains("gained 5.0 points").contains("give two seeds or more");
  }

  @Test
  void comparesNothingWithASeedOfItsOwn() {
    add(0, .20);
    runs.add(run(100, 2, .25));

    assertThat(SuggestStop.of(CURVE, runs, "mIoU")).isEmpty();
  }

  private Stop suggest() {
    return SuggestStop.of(CURVE, runs, "mIoU").get(0);
  }

  private void add(int oods, double... bySeed) {
    for (int seed = 0; seed < bySeed.length; seed++) {
      runs.add(run(oods, seed, bySeed[seed]));
    }
  }

  private static Run run(int oods, long seed, double figure) {
    return new Run(
        Map.of("oods", Integer.toString(oods)),
        seed,
        "wood",
        "SUCCEEDED",
        oods,
        Map.of("mIoU", figure),
        "");
  }
}
