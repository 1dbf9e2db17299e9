package io.wood.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.wood.bench.measure.Measurement;
import io.wood.contracts.parameter.NetworkSpec;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every benchmark in a tiny size; how fast it is does not matter here. */
class BenchmarkTest {
  private static final NetworkSpec SMALL = new NetworkSpec("small", 8);
  private static final TrainingWorkload DRILL = new TrainingWorkload(SMALL, 4, 32, 6);

  static List<Benchmark> tiny() {
    return List.of(
        new WalkBenchmark(9, 12, 2),
        new CrfBenchmark(20, 30, 3, 2),
        new KMeansBenchmark(60, 16, 4),
        new CamBenchmark(SMALL, 40, 56),
        new StepBenchmark("step", List.of(DRILL)),
        new LoadingBenchmark(DRILL, 40, 60),
        new MemoryBenchmark(DRILL, 10),
        new NamedBenchmark("named", new WalkBenchmark(5, 5, 1)));
  }

  @ParameterizedTest
  @MethodSource("tiny")
  void measuresItsWork(Benchmark benchmark) {
    List<Measurement> measurements =
        benchmark.run(new BenchmarkSettings(2, 3, 1, Device.cpu())).toList();

    assertThat(measurements).isNotEmpty();
    for (Measurement measurement : measurements) {
      assertThat(measurement.work()).isNotBlank();
      assertThat(measurement.wall().median()).isPositive();
      assertThat(measurement.cpu().low()).isNotNegative();
      assertThat(measurement.target().limit()).isPositive();
      assertThat(measurement.value().median()).isNotNaN();
    }
  }
}
