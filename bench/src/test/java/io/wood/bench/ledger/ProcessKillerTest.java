package io.wood.bench.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.cli.console.Terminal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessKillerTest {
  private final FakeProcess one = new FakeProcess("one");
  private final FakeProcess other = new FakeProcess("other");
  private final ProcessKiller killer =
      new ProcessKiller(List.of(one, other), Terminal.standard(), 3, 2);

  @Test
  void killsEachOnceInAStageAndStartsItAgain() {
    killer.during("training", () -> true);

    assertThat(one.events()).containsExactly("killed", "started");
    assertThat(other.events()).containsExactly("killed", "started");
    assertThat(killer.faults()).isEmpty();
  }

  @Test
  void namesWhomItSparedBecauseTheStageWasOver() {
    killer.during("training", () -> false);

    assertThat(one.events()).isEmpty();
    assertThat(killer.faults())
        .containsExactlyInAnyOrder(
            "training: over before the one was killed",
            "training: over before the other was killed");
  }
}
