package io.wood.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.cli.process.SystemState;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
  @Test
  void saysHowOftenAProcessWasStartedAgainAndWhy() {
    assertThat(text(0, "")).isEmpty();
    assertThat(text(1, "exit status 137 at 2026-01-01T00:00:00Z"))
        .isEqualTo(", restarted once; last end: exit status 137 at 2026-01-01T00:00:00Z");
    assertThat(text(3, "not live: background-threads at 2026-01-01T00:00:00Z"))
        .isEqualTo(
            ", restarted 3 times; last end: not live: background-threads at 2026-01-01T00:00:00Z");
  }

  private static String text(int restarts, String reason) {
    return StatusCommand.restarts(
        new SystemState.Child(
            "curation", new SystemState.ProcessId(1, null), 8082, restarts, reason));
  }
}
