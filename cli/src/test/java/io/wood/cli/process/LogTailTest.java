package io.wood.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir private Path folder;

  @Test
  void readsTheLastWholeLines() throws IOException {
    Path log = folder.resolve("ranker.log");
    Files.writeString(
        log,
        IntStream.range(0, 100_000).mapToObj(i -> i + "\n").collect(Collectors.joining()) + "half");

    LogTail tail = LogTail.of(log, 2);

    assertThat(tail.lines()).containsExactly("99998", "99999");
    assertThat(tail.end()).isEqualTo(Files.size(log) - 4);
  }

  @Test
  void isEmptyWithoutALog() {
    assertThat(LogTail.of(folder.resolve("none.log"), 2).lines()).isEmpty();
  }

  @Test
  void goesOnWithWhatIsAddedLineByLine() throws IOException {
    Path log = folder.resolve("ranker.log");
    Files.writeString(log, "Straße\nhal");
    List<String> seen = new ArrayList<>();
    LogFollower follower = new LogFollower(log, LogTail.of(log, 1).end(), seen::add);

    follower.poll();
    assertThat(seen).isEmpty();

    Files.writeString(log, "b ß\nnext\n", StandardOpenOption.APPEND);
    follower.poll();
    assertThat(seen).containsExactly("halb ß", "next");
  }

  @Test
  void readsALogThatWasBegunAnewFromItsBeginning() throws IOException {
    Path log = folder.resolve("ranker.log");
    Files.writeString(log, "an old line that is rather long\n");
    List<String> seen = new ArrayList<>();
    LogFollower follower = new LogFollower(log, Files.size(log), seen::add);

    Files.writeString(log, "new\n");
    follower.poll();

    assertThat(seen).containsExactly("new");
  }
}
