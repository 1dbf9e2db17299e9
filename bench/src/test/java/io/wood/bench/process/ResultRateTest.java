package io.wood.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResultRateTest {
  @Test
  void leavesOutTheFirstQuarter() {
    // Given a first result long before the others, which arise once a second
    var times = Stream.of(12L, 0L, 13L, 10L, 11L).map(Instant::ofEpochSecond).toList();

    assertThat(ResultRate.of(times)).isEqualTo(1);
  }
}
