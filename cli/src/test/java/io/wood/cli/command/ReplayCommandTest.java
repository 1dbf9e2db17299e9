package io.wood.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.replay.DecisionChoice;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class ReplayCommandTest {
  private static final String TIME = "2026-03-01T12:00:00Z";

  @Test
  void usesTheDecisionsOfTheExperimentByDefault() {
    assertThat(decisions("wood")).isEqualTo(DecisionChoice.ORIGINAL);
  }

  @Test
  void usesTheDecisionsOfNowOrUpToATime() {
    assertThat(decisions("wood", "--decisions", "now")).isEqualTo(DecisionChoice.NOW);
    assertThat(decisions("wood", "--decisions", TIME))
        .isEqualTo(DecisionChoice.until(Instant.parse(TIME)));
  }

  @Test
  void readsTheOldNameOfTheOptionToo() {
    assertThat(decisions("wood", "--decisions-until", TIME))
        .isEqualTo(DecisionChoice.until(Instant.parse(TIME)));
  }

  @Test
  void refusesOtherDecisionsAndSaysWhatItExpects() {
    assertThatThrownBy(() -> decisions("wood", "--decisions", "yesterday"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("'yesterday' is neither original, now, a time");
  }

  @Test
  void refusesOffsetsThatLeaveOutAPartitionWithDecisions() {
    DecisionChoice some = decisions("wood", "--decisions", "0=12,1=0");

    some.requireWhole(() -> Map.of(0, 20L, 1, 5L, 2, 0L));
    assertThatThrownBy(() -> some.requireWhole(() -> Map.of(0, 20L, 1, 5L, 2, 7L, 3, 1L)))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("--decisions 0=12,1=0 leaves out partitions")
        .hasMessageContaining("2=7,3=1");
    DecisionChoice.NOW.requireWhole(
        () -> {
          throw new AssertionError("asks the log without need");
        });
  }

  @Test
  void refusesAnArmAmongTheParameters() {
    ReplayCommand command = new ReplayCommand();
    new CommandLine(command).parseArgs("wood", "--set", "arm=CONTROL");

    assertThatThrownBy(command::call)
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("use --arm CONTROL");
  }

  private static DecisionChoice decisions(String... arguments) {
    CommandLine command = new CommandLine(new ReplayCommand());
    command.parseArgs(arguments);
    return command.getCommandSpec().findOption("--decisions").getValue();
  }
}
