package io.wood.bench;

import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.NetworkSpec;
import java.util.List;

/** All benchmarks, in the sizes that their targets are for. */
final class BenchmarkCatalog {
  private static final NetworkSpec SMALL = new NetworkSpec(Architecture.SMALL, 8);
  private static final NetworkSpec MOBILE = new NetworkSpec(Architecture.MOBILENET_V2, 16);
  private static final NetworkSpec RESNET50 = new NetworkSpec(Architecture.RESNET50, 16);

  private BenchmarkCatalog() {}

  static List<Benchmark> all() {
    return List.of(
        new WalkBenchmark(94, 125, 2),
        new CrfBenchmark(375, 500, 3, 10),
        new KMeansBenchmark(5190, 2048, 50),
        new CamBenchmark(MOBILE, 375, 500),
        new StepBenchmark(
            "step",
            List.of(
                new TrainingWorkload(SMALL, 16, 128, 50),
                new TrainingWorkload(MOBILE, 16, 256, 50))),
        new LoadingBenchmark(new TrainingWorkload(MOBILE, 16, 256, 50), 375, 500),
        new MemoryBenchmark(new TrainingWorkload(SMALL, 4, 64, 16), 500),
        new RefineMemoryBenchmark(Architecture.RESNET50, 3000, 4000));
  }

  /** Benchmarks that take minutes and run only when they are named. */
  static List<Benchmark> onRequest() {
    return List.of(
        new StepBenchmark("step-resnet50", List.of(new TrainingWorkload(RESNET50, 4, 256, 50))),
        new StepBenchmark(
            "step-512",
            List.of(
                new TrainingWorkload(MOBILE, 16, 512, 50),
                new TrainingWorkload(RESNET50, 16, 512, 50))),
        new DecisionsBenchmark(1_000_000),
        new NamedBenchmark("cam-resnet50", new CamBenchmark(RESNET50, 375, 500)));
  }
}
