package io.wood.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.wood.bench.measure.Measurement;
import io.wood.contracts.parameter.Architecture;
import org.junit.jupiter.api.Test;

class RefineMemoryBenchmarkTest {
  @Test
  void asksAProcessOfItsOwnForItsPeak() {
    Measurement measured =
        new RefineMemoryBenchmark(Architecture.SMALL, 60, 80)
            .run(new BenchmarkSettings(1, 1, 0, Device.cpu()))
            .findFirst()
            .orElseThrow();

    assertThat(measured.value().median()).isBetween(.05, 3.);
    assertThat(measured.met()).isTrue();
  }
}
