package io.wood.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir private Path folder;

  @Test
  void readsTheLastLines() throws IOException {
    Path log = folder.resolve("ranker.log");
    Files.writeString(
        log,
        IntStream.range(0, 100_000).mapToObj(Integer::toString).collect(Collectors.joining("\n")));

    assertThat(LogTail.of(log, 2)).containsExactly("99998", "99999");
  }

  @Test
  void isEmptyWithoutALog() {
    assertThat(LogTail.of(folder.resolve("none.log"), 2)).isEmpty();
  }
}
