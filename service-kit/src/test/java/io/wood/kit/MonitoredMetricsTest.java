package io.wood.kit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MonitoredMetricsTest {
  private static final String EXPOSED =
      """
      # TYPE wood_curation_view_lag gauge
      wood_curation_view_lag 0.0
      wood_curation_view_broken_total 0.0
      wood_store_requests_seconds_count{operation="get",outcome="ok"} 0
      wood_store_requests_seconds_count{operation="get",outcome="failed"} 0
      wood_store_requests_seconds_sum{operation="get",outcome="ok"} 0.0
      wood_store_retries_total 0.0
      wood_store_bytes_total{direction="read"} 0.0
      jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 1.0
      """;

  @Test
  void acceptsAServiceThatExposesWhatIsAskedOfIt() {
    assertThatCode(() -> MonitoredMetrics.assertExposed("curation", EXPOSED))
        .doesNotThrowAnyException();
  }

  @Test
  void namesAMetricThatIsMissing() {
    assertThatThrownBy(
            () ->
                MonitoredMetrics.assertExposed(
                    "curation", EXPOSED.replace("wood_curation_view_lag 0", "renamed 0")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("wood_curation_view_lag");
  }

  @Test
  void namesALabelThatIsMissing() {
    assertThatThrownBy(
            () ->
                MonitoredMetrics.assertExposed(
                    "curation", EXPOSED.replace("outcome=\"failed\"", "outcome=\"error\"")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("outcome=\"failed\"");
  }
}
