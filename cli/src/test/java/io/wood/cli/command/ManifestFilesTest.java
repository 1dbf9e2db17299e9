package io.wood.cli.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.cli.console.CommandFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ManifestFilesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"--weights", "--prefix", "--from", "--dataset", "--tau", "--set", "--refine-set"})
  void aManifestTakesNoOptionThatItStatesItself(String option) {
    assertThatThrownBy(() -> requireAlone("--manifest", "m.json", option, "1"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("--manifest states " + option);
  }

  @Test
  void aManifestTakesANameAndOptionsOfTheSystem() {
    assertThatCode(() -> requireAlone("--manifest", "m.json", "--name", "one", "--kafka", "k:1"))
        .doesNotThrowAnyException();
  }

  private static void requireAlone(String... arguments) {
    CommandLine command =
        new CommandLine(new TrainCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    command.parseArgs(arguments);
    ManifestFiles.requireAlone(command.getCommandSpec(), "--manifest", "--name");
  }
}
