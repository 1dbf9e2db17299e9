package io.wood.demo.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.cli.command.WoodCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream problems = new ByteArrayOutputStream();
  private final PrintStream outBefore = System.out;
  private final PrintStream problemsBefore = System.err;

  @BeforeEach
  void captureTheConsole() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(problems, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restoreTheConsole() {
    System.setOut(outBefore);
    System.setErr(problemsBefore);
  }

  @Test
  void joinsTheCommandLine() {
    assertThat(WoodCommand.run(new String[] {"effect", "--help"})).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("--arms", "--voc", "--keep", "--pictures", "95 %");
    assertThat(problems.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void stillAnswersToItsNameUnderBench() {
    assertThat(WoodCommand.run(new String[] {"bench", "effect", "--help"})).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--arms");
  }

  @Test
  void refusesAParameterThatIsNotThereAndAnIrnWithoutMasks() {
    assertThat(WoodCommand.run(new String[] {"effect", "--set", "metricLoss.lamda=1"})).isNotZero();
    assertThat(problems.toString(StandardCharsets.UTF_8))
        .contains("no parameter 'metricLoss.lamda'", "metricLoss.lambda");
    // Before the base is trained.
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("computed on");
    assertThat(WoodCommand.run(new String[] {"effect", "--base-irn"})).isNotZero();
    assertThat(problems.toString(StandardCharsets.UTF_8)).contains("add --masks");
  }

  @Test
  void refusesPicturesWithoutMasks() {
    assertThat(WoodCommand.run(new String[] {"effect", "--pictures", "sheets"})).isNotZero();
    assertThat(problems.toString(StandardCharsets.UTF_8))
        .contains("--pictures shows how masks come about; add --masks");
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("computed on");
    assertThat(Path.of("sheets")).doesNotExist();
  }

  @Test
  void refusesAFolderOfPicturesThatCannotBeWritten(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    for (Path wrong : List.of(file, file.resolve("sheets"))) {
      String[] line = {"effect", "--masks", "--pictures", wrong.toString()};
      assertThat(WoodCommand.run(line)).isNotZero();
      assertThat(problems.toString(StandardCharsets.UTF_8))
          .contains("--pictures: cannot write to the folder " + wrong + "; name another");
    }
    // Before the base is trained.
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("computed on");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--seeds", "--base-seeds"})
  void refusesASeedThatIsGivenTwice(String option) {
    assertThat(WoodCommand.run(new String[] {"effect", option, "1,0,1"})).isNotZero();
    assertThat(problems.toString(StandardCharsets.UTF_8)).contains(option + " has 1 twice");
  }

  @Test
  void refusesADeviceThatIsNotThere() {
    assertThat(WoodCommand.run(new String[] {"effect", "--device", "gpu:99"})).isNotZero();
    assertThat(problems.toString(StandardCharsets.UTF_8))
        .contains("--device: device 'gpu:99' does not exist");
  }
}
