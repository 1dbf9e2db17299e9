package io.wood.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.api.ranker.RerankStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RerankCommandTest {
  @TempDir private Path folder;

  @Test
  void aListHasAHashOnEachLineAndMayNotBeEmpty() throws IOException {
    Path file = folder.resolve("images.txt");
    Files.writeString(file, "# by hand\n\naa \n\nbb\n");
    Path empty = Files.createFile(folder.resolve("empty.txt"));

    assertThat(RerankCommand.images(null)).isNull();
    assertThat(RerankCommand.images(file)).containsExactly("aa", "bb");
    assertThatThrownBy(() -> RerankCommand.images(empty))
        .hasMessageContaining("empty.txt: the file is empty")
        .hasMessageContaining("leave the option out");
    assertThatThrownBy(() -> RerankCommand.images(folder.resolve("none.txt")))
        .hasMessageContaining("none.txt");
  }

  @Test
  void aLineTellsStateProgressAndWhy() {
    RerankStatus status =
        new RerankStatus(
            false,
            10,
            4,
            1,
            Instant.EPOCH,
            Instant.EPOCH,
            "cancelled by ada",
            "rerank-1",
            "base-2",
            "aa",
            "CANCELLED",
            3L);

    assertThat(RerankCommand.text(status))
        .isEqualTo(
            "rerank-1  cancelled, by base-2: 4 of 10 records, 3 selected, 1 failed,"
                + " ordered 1970-01-01T00:00:00Z: cancelled by ada");
  }
}
