package io.wood.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Holds the commands of the deployment's script and runbook to the command line. */
class ScriptedCommandsTest {
  private static final Path DEPLOYMENT = Path.of("..", "k8s");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @Test
  void theSmokeTestUsesOptionsThatExist() throws IOException {
    String script = text("smoke.sh");
    List<String> common = words(matches(script, "\\.\\./wood \"\\$@\" ([^\\n}]*)").get(0));
    List<String> commands = matches(script, "(?m)^ *wood ((?:import|train) .*)$");

    assertThat(commands).hasSize(2);
    assertThat(common).contains("--kafka", "--store", "--ca", "--service");
    for (String command : commands) {
      List<String> arguments = words(command);
      arguments.addAll(common);
      assertParses(arguments);
    }
  }

  @Test
  void theRunbookUsesCommandsAndOptionsThatExist() throws IOException {
    List<String> commands = matches(text("README.md"), "(?m)^\\./wood ([^#\\n]*)");

    assertThat(commands).hasSizeGreaterThanOrEqualTo(4);
    commands.forEach(command -> assertParses(words(command.replace("…", ""))));
  }

  private static void assertParses(List<String> arguments) {
    CommandLine commands = new CommandLine(new WoodCommand());
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    assertThatCode(() -> commands.parseArgs(arguments.toArray(String[]::new)))
        .as("wood " + String.join(" ", arguments))
        .doesNotThrowAnyException();
  }

  /** The words of a line; the value of a variable is 1. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      String text = word.group(1) == null ? word.group(2) : word.group(1);
      words.add(text.replaceAll("\\$\\{?\\w+}?", "1"));
    }
    return words;
  }

  /** The first group of each match; a line that ends in a backslash goes on in the next. */
  private static List<String> matches(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text.replace("\\\n", " "))
        .results()
        .map((MatchResult match) -> match.group(1).strip())
        .toList();
  }

  private static String text(String file) throws IOException {
    return Files.readString(DEPLOYMENT.resolve(file));
  }
}
