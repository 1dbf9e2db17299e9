package io.wood.bench.refining;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.contracts.parameter.RefinementParameters.Irn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BareStagesTest {
  private static final Path REFINER = Path.of("..", "refiner-service", "src", "main");

  @Test
  void hasAsManyPhotographsInWorkAsARefiner() throws IOException {
    assertThat(Files.readString(REFINER.resolve("resources/application.properties")))
        .contains("wood.refiner.workers=" + BareStages.WORKERS + "\n");
    assertThat(Files.readString(REFINER.resolve("java/io/wood/refiner/RefinerConfig.java")))
        .contains("@WithDefault(\"" + BareStages.BUDGET_GIBI + "G\")\n  MemorySize memoryBudget()");
  }

  @Test
  void goesThroughAllStages() {
    RefinementParameters parameters =
        new RefinementParameters(
            new Cam(List.of(.25), false, 0, .15),
            null,
            new Irn(2, 32, 2, 1, .1, 0),
            null,
            null,
            null,
            0);

    try (BareStages stages = new BareStages(new NetworkSpec("small", 16), 1, parameters)) {
      StageTimes times = stages.measure(List.of(new Photograph(0), new Photograph(1)));

      assertThat(times.cams()).isPositive();
      assertThat(times.irn()).isPositive();
      assertThat(times.walks()).isPositive();
      assertThat(times.masks()).isPositive();
    }
  }
}
