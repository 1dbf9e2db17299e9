package io.wood.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartHistoryTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void waitsLongerWhileAProcessDoesNotStayUpAndNeverGivesUp() {
    RestartHistory history = RestartHistory.NONE;
    List<Long> pauses = new ArrayList<>();
    for (int end = 0; end < 100; end++) {
      history = history.after(START, START.plusSeconds(3), "exit status 1");
      pauses.add(history.pause().toSeconds());
    }

    assertThat(pauses.subList(0, 8)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    assertThat(pauses.get(99)).isEqualTo(60L);
    assertThat(history.restarts()).isEqualTo(100);
  }

  @Test
  void startsAProcessThatStayedUpSoonAgain() {
    RestartHistory often =
        RestartHistory.NONE
            .after(START, START.plusSeconds(1), "one")
            .after(START, START.plusSeconds(1), "two");

    RestartHistory later = often.after(START, START.plus(Duration.ofHours(1)), "three");

    assertThat(later.pause()).isEqualTo(Duration.ofSeconds(1));
    assertThat(later.restarts()).isEqualTo(3);
    assertThat(later.reason()).isEqualTo("three");
  }
}
