package io.wood.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.parameter.RefinementParameters;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RefineCommandTest {
  private final StringWriter printed = new StringWriter();

  @Test
  void refusesToCancelAndToRepeatAtOnce() {
    assertThat(refine("wood-1", "--cancel", "--retry-failed")).isEqualTo(2);

    assertThat(printed.toString()).contains("cancel it first");
  }

  @Test
  void refusesParametersForARefinementThatHasThem() {
    assertThat(refine("wood-1", "--retry-failed", "--set", "walk.beta=8", "--segmentation"))
        .isEqualTo(2);
    assertThat(printed.toString())
        .contains("--retry-failed changes no parameters: omit --set, --segmentation")
        .contains("--name NEW");

    assertThat(refine("wood-1", "--cancel", "--dataset", "other")).isEqualTo(2);
    assertThat(printed.toString()).contains("--cancel changes no parameters: omit --dataset");

    assertThat(refine("wood-1", "--cancel", "--adversarial")).isEqualTo(2);
  }

  @Test
  void trainsNetworksOnCropsNoLargerThanThoseOfTheTraining() {
    RefineCommand command = parsed("wood-1", "--segmentation");

    RefinementParameters small = command.parameters(112);
    assertThat(small.irn().crop()).isEqualTo(112);
    assertThat(small.segmentation().crop()).isEqualTo(112);

    RefinementParameters large = command.parameters(512);
    assertThat(large.irn().crop()).isEqualTo(512);
    assertThat(large.segmentation().crop()).isEqualTo(321);
    assertThat(command.parameters(null).segmentation().crop()).isEqualTo(321);

    RefineCommand stated = parsed("wood-1", "--segmentation", "--set", "segmentation.crop=200");
    assertThat(stated.parameters(112).segmentation().crop()).isEqualTo(200);
  }

  private static RefineCommand parsed(String... arguments) {
    RefineCommand command = new RefineCommand();
    new CommandLine(command).parseArgs(arguments);
    return command;
  }

  private int refine(String... arguments) {
    return new CommandLine(new RefineCommand())
        .setErr(new PrintWriter(printed, true))
        .execute(arguments);
  }
}
