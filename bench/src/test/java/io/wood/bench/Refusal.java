package io.wood.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.cli.command.WoodCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/**
 * How a command ends that refuses its options.
 *
 * @param status exit status
 * @param text what it says
 */
public record Refusal(int status, String text) {

  /** Runs {@code ./wood} with these arguments. */
  public static Refusal of(String... arguments) {
    ByteArrayOutputStream problems = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(problems, true, UTF_8));
    try {
      int status = WoodCommand.run(arguments);
      return new Refusal(status, problems.toString(UTF_8));
    } finally {
      System.setErr(before);
    }
  }
}
