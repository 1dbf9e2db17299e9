package io.wood.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.cli.replay.DecisionChoice;
import java.time.Instant;
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

  private static DecisionChoice decisions(String... arguments) {
    CommandLine command = new CommandLine(new ReplayCommand());
    command.parseArgs(arguments);
    return command.getCommandSpec().findOption("--decisions").getValue();
  }
}
