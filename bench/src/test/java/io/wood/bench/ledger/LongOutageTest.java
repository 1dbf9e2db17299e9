package io.wood.bench.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongOutageTest {
  private final FakeProcess store = new FakeProcess("store");

  @Test
  void stopsTheVictimAndLetsItGoOn() {
    LongOutage outage = outage(false);
    outage.during("training", () -> true);

    assertThat(store.events()).containsExactly("stopped", "continued", "started");
    assertThat(outage.faults()).isEmpty();
  }

  @Test
  void killsTheVictimWhenItIsToBeDead() {
    outage(true).during("training", () -> true);

    assertThat(store.events()).startsWith("killed").endsWith("started").doesNotContain("stopped");
  }

  @Test
  void aStageThatIsOverIsAFault() {
    LongOutage outage = outage(false);
    outage.during("training", () -> false);

    assertThat(store.events()).isEmpty();
    assertThat(outage.faults()).containsExactly("training: over before the store was away");
  }

  @Test
  void aStoppedVictimGoesOnWhenTheOutageFails() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> outage(false).during("training", () -> true))
        .isInstanceOf(CommandFailedException.class)
        .hasMessage("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(store.events()).containsExactly("stopped", "continued");
  }

  private LongOutage outage(boolean killed) {
    return new LongOutage(store, List.of(), Duration.ofMillis(10), killed, Terminal.standard());
  }
}
