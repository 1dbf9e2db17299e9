package io.wood.kit.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.kit.MovableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineReaderTest {
  /** Nothing listens there. */
  private static final Map<String, Object> NO_BROKER = Map.of("bootstrap.servers", "127.0.0.1:1");

  @Test
  void withoutABrokerEveryCountIsUnknownAndOnlyTheFirstRequestWaits() {
    try (PipelineReader reader =
        new PipelineReader(new TopicSizes(NO_BROKER), new MovableClock())) {
      long start = System.nanoTime();
      assertThat(reader.counts()).isEqualTo(PipelineCounts.UNKNOWN);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));

      long again = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        assertThat(reader.counts()).isEqualTo(PipelineCounts.UNKNOWN);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - again)).isLessThan(Duration.ofSeconds(1));
    }
  }
}
