package io.wood.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.api.trainer.SweepOrder;
import io.wood.contracts.api.trainer.SweepOrder.Axis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SweepCommandTest {
  @Test
  void readsALearningCurve() {
    SweepOrder order =
        order(
            "--from", "base", "--curve", "0,1,20,all", "--select", "random=7", "--clusters", "20");

    assertThat(order.axes()).containsExactly(new Axis("oods", List.of(0, 1, 20, "all")));
    assertThat(order.seeds()).containsExactly(1L, 2L, 3L);
    assertThat(order.experiment())
        .containsEntry("initialExperiment", "base")
        .containsEntry("selection", Map.of("random", 7L))
        .containsEntry("parameters", Map.of("metricLoss", Map.of("clusters", 20)))
        .containsEntry("refinement", Map.of())
        .doesNotContainKey("arm");
  }

  @Test
  void readsWhatDiffers() {
    SweepOrder order =
        order(
            "--from=base",
            "--vary=tau=.1,0.2",
            "--vary=arm=control,predicted-class",
            "--vary=schedule.steps=300,600",
            "--vary=select=all,first=20,per-class=5+random=1",
            "--seeds=1",
            "--no-refine");

    assertThat(order.axes())
        .containsExactly(
            new Axis("parameters.metricLoss.tau", List.of(.1, .2)),
            new Axis("arm", List.of("CONTROL", "PREDICTED_CLASS")),
            new Axis("parameters.schedule.steps", List.of(300, 600)),
            new Axis(
                "selection",
                List.of(Map.of(), Map.of("first", 20), Map.of("perClass", 5, "random", 1L))));
    assertThat(order.experiment()).doesNotContainKey("refinement");
  }

  @Test
  void takesEveryApprovedOodWhenItIsNamedSo() {
    assertThat(order("--curve=1,2", "--select=all").experiment()).doesNotContainKey("selection");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--seeds=3 | needs --curve",
        "--vary=tau | --vary tau: expected NAME=VALUE,VALUE",
        "--vary=tau=.1,0.1 | must differ from one another",
        "--vary=select=frist=3 | --select frist=3: expected NAME=VALUE",
        "--seeds=0 | --seeds must be at least 1, not 0",
        "--curve=1,2 --no-refine --refine-set=walk.beta=8 | --no-refine makes no masks",
        "--curve=1,2 --arm=background --tau=.3 | arm BACKGROUND has no tau",
      })
  void refusesWhatItCannotRead(String arguments, String message) {
    assertThatThrownBy(() -> order(arguments.split(" ")))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--no-wait", "--dry-run"})
  void refusesAReportOfAResultThatItDoesNotWaitFor(String option) {
    SweepCommand command = command("--curve=1,2", option, "-o", "curve.html");

    assertThatThrownBy(command::call)
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("wood sweep show SWEEP -o curve.html");
  }

  private static SweepOrder order(String... arguments) {
    return command(arguments).order();
  }

  private static SweepCommand command(String... arguments) {
    SweepCommand command = new SweepCommand();
    new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    return command;
  }
}
