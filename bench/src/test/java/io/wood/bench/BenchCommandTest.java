package io.wood.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.cli.command.WoodCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream outBefore = System.out;

  @BeforeEach
  void captureTheConsole() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restoreTheConsole() {
    System.setOut(outBefore);
  }

  @Test
  void joinsTheCommandLineAndListsItsNames() {
    assertThat(WoodCommand.run(new String[] {"bench", "--help"})).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("walk", "crf", "kmeans", "cam", "step", "loading", "memory", "refine-memory");
  }

  @Test
  void namesWhatThereIsWhenAskedForSomethingElse() {
    Refusal refusal = Refusal.of("bench", "speed");

    assertThat(refusal.status()).isEqualTo(2);
    assertThat(refusal.text())
        .contains("no benchmark is called 'speed'")
        .contains("choose from curation, ledger, outage, ranking, refinement, refining, walk")
        .contains("kmeans");
  }

  @Test
  void refusesADeviceThatIsNotThere() {
    Refusal refusal = Refusal.of("bench", "walk", "--device", "gpu:99");

    assertThat(refusal.status()).isNotZero();
    assertThat(refusal.text()).contains("--device: device 'gpu:99' does not exist");
  }

  @Test
  void writesWhatItMeasured(@TempDir Path folder) throws IOException {
    Path json = folder.resolve("bench.json");

    int status =
        WoodCommand.run(
            new String[] {
              "bench", "walk", "--rounds", "1", "--warm-up", "0", "--json", json.toString()
            });

    // 1: a target was missed, which a slow machine may do.
    assertThat(status).isIn(0, 1);
    assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern("walk +1 ");
    assertThat(json).content().contains("\"name\":\"walk\"").contains("\"median\":");
  }
}
