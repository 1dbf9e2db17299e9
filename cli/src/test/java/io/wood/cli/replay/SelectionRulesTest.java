package io.wood.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.parameter.OodSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionRulesTest {
  @TempDir private Path folder;

  @Test
  void readsEveryRule() {
    assertThat(
            SelectionRules.parse(
                List.of(
                    "first=100",
                    "per-class=20",
                    "random=7",
                    "class=train",
                    "class=dining table",
                    "approved-by=ada",
                    "opinions=2",
                    "source=archive",
                    "not-source=drawn",
                    "model=bbbbbbbb",
                    "image=" + "a".repeat(64))))
        .isEqualTo(
            new OodSelection(
                100,
                20,
                7L,
                List.of("train", "dining table"),
                List.of("ada"),
                2,
                List.of("archive"),
                List.of("drawn"),
                List.of("bbbbbbbb"),
                List.of("a".repeat(64))));
    assertThat(SelectionRules.parse(List.of())).isNull();
  }

  @Test
  void readsAListOfImages() throws IOException {
    Path list = folder.resolve("list");
    Files.writeString(list, "# chosen by hand\n" + "a".repeat(64) + "\n\n" + "b".repeat(64));

    assertThat(SelectionRules.parse(List.of("list=" + list)))
        .isEqualTo(
            new OodSelection(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of("a".repeat(64), "b".repeat(64))));
  }

  @Test
  void namesTheRuleThatCannotBeRead() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));

    assertRefused("frist=5", "--select frist=5: expected NAME=VALUE with one of first");
    assertRefused("first", "--select first: expected NAME=VALUE");
    assertRefused("first=many", "--select first=many: expected a whole number");
    assertRefused("first=3000000000", "--select first=3000000000 is too large");
    assertRefused("list=" + empty, "the file is empty");
    assertRefused("list=nowhere", "--select list=nowhere cannot be read");
    assertThatThrownBy(() -> SelectionRules.parse(List.of("first=1", "first=2")))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("first is given twice");
    assertThatThrownBy(() -> SelectionRules.parse(List.of("first=0")))
        .isInstanceOf(CommandFailedException.class)
        .hasMessage("invalid parameter: selection.first must be at least 1, not 0");
  }

  private static void assertRefused(String rule, String message) {
    assertThatThrownBy(() -> SelectionRules.parse(List.of(rule)))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(message);
  }
}
