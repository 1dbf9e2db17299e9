package io.wood.bench.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wood.cli.command.WoodCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageCommandTest {
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
  void refusesOptionsThatHaveNoEffect() {
    assertThat(refusal("--dead"))
        .contains("--dead has no effect without --away; add --away broker or --away store");
    assertThat(refusal("--for", "30")).contains("--for has no effect without --away; add --away");
  }

  @Test
  void refusesAnOutageOfNoLength() {
    assertThat(refusal("--away", "store", "--for", "0"))
        .contains("--for 0: nothing would be away; choose 1 second or more");
  }

  @Test
  void refusesOthersThanBrokerAndStore() {
    assertThat(refusal("--away", "store,trainer"))
        .contains("--away trainer: only broker and store can be away");
  }

  private String refusal(String... options) {
    String[] arguments =
        Stream.concat(Stream.of("bench", "outage"), Stream.of(options)).toArray(String[]::new);
    assertThat(WoodCommand.run(arguments)).isEqualTo(2);
    return problems.toString(UTF_8);
  }
}
