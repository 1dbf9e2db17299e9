package io.wood.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

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

  private int refine(String... arguments) {
    return new CommandLine(new RefineCommand())
        .setErr(new PrintWriter(printed, true))
        .execute(arguments);
  }
}
