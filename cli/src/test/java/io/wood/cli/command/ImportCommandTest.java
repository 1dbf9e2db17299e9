package io.wood.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.cli.console.CommandFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCommandTest {
  @Test
  void aDatasetNameIsMadeOfTheFoldersName() {
    assertThat(ImportCommand.datasetName("Birds 2026")).isEqualTo("birds-2026");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u7167\u7247",
        "long-and-longer-and-longer-and-longer-and-longer-and-longer-and-longer-and-longer-and-longer"
      })
  void aNameThatTheStoreRefusesIsRefusedWithTheRemedy(String name) {
    assertThatThrownBy(() -> ImportCommand.datasetName(name))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("--name");
  }
}
