package io.wood.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.cli.command.WoodCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream problems = new ByteArrayOutputStream();
  private final PrintStream outBefore = System.out;
  private final PrintStream problemsBefore = System.err;

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(problems, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void hearNoMore() {
    System.setOut(outBefore);
    System.setErr(problemsBefore);
  }

  @Test
  void joinsTheCommandLineAndListsItsNames() {
    assertThat(WoodCommand.run(new String[] {"bench", "--help"})).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("walk", "crf", "kmeans", "cam", "step", "loading", "memory", "refine-memory")
        .contains("effect");
  }

  @Test
  void namesWhatThereIsWhenAskedForSomethingElse() {
    assertThat(WoodCommand.run(new String[] {"bench", "speed"})).isEqualTo(2);
    assertThat(problems.toString(StandardCharsets.UTF_8))
        .contains("no benchmark is called 'speed'")
        .contains("kmeans");
  }

  @Test
  void refusesADeviceThatIsNotThere() {
    for (String command : List.of("bench walk", "bench effect")) {
      String[] arguments = (command + " --device gpu:99").split(" ");
      assertThat(WoodCommand.run(arguments)).isNotZero();
    }
    assertThat(problems.toString(StandardCharsets.UTF_8))
        .contains("--device: device 'gpu:99' is not there");
  }

  @Test
  void writesWhatItMeasured(@TempDir Path folder) throws IOException {
    Path json = folder.resolve("bench.json");

    int status =
        WoodCommand.run(
            new String[] {
              "bench", "walk", "--rounds", "1", "--warm-up", "0", "--json", json.toString()
            });

    // 1 tells that a floor was missed, which this machine may well do.
    assertThat(status).isIn(0, 1);
    assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern("walk +1 ");
    assertThat(json).content().contains("\"name\":\"walk\"").contains("\"median\":");
  }
}
