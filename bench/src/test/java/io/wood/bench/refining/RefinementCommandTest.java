package io.wood.bench.refining;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wood.cli.command.WoodCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefinementCommandTest {
  private final ByteArrayOutputStream problems = new ByteArrayOutputStream();
  private final PrintStream problemsBefore = System.err;

  @BeforeEach
  void captureTheConsole() {
    System.setErr(new PrintStream(problems, true, UTF_8));
  }

  @AfterEach
  void restoreTheConsole() {
    System.setErr(problemsBefore);
  }

  @Test
  void refusesTooFewPhotographs() {
    assertThat(refusal("--photographs", "7"))
        .contains("--photographs 7 must be at least 8: fewer say nothing about two cores");
  }

  @Test
  void refusesANegativeNumberOfSteps() {
    assertThat(refusal("--irn-steps", "-1"))
        .contains("--irn-steps -1 must not be negative; 0 leaves them to the epochs");
  }

  @Test
  void refusesAnUnknownNetwork() {
    assertThat(refusal("--network", "vgg")).contains("vgg").contains("mobilenet_v2");
  }

  private String refusal(String... options) {
    String[] arguments =
        Stream.concat(Stream.of("bench", "refinement"), Stream.of(options)).toArray(String[]::new);
    assertThat(WoodCommand.run(arguments)).isNotZero();
    return problems.toString(UTF_8);
  }
}
