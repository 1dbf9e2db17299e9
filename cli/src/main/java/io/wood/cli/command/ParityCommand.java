package io.wood.cli.command;

import io.wood.cli.console.Terminal;
import io.wood.method.parity.ArrayDifference;
import io.wood.method.parity.GoldenComparison;
import io.wood.method.parity.ParityChecks;
import io.wood.method.parity.ParityResult;
import io.wood.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares the method with numbers from the official code. */
@Command(
    name = "parity",
    description = {
      "Compare the method with golden numbers from the official code.",
      "Prints one line per file: the array closest to its tolerance. Exit status 1 when any fails."
    })
final class ParityCommand implements Callable<Integer> {
  private static final String ROW = "%-30s %6s  %-34s %10s %10s  %s";

  @Parameters(paramLabel = "DIR", description = "Folder with golden files: *.npz, *_params.json.")
  private Path folder;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the result of every array to this file.")
  private Path json;

  @Option(names = "--all", description = "Print a line for every array.")
  private boolean all;

  private final Terminal terminal = Terminal.standard();

  @Override
  public Integer call() {
    ParityChecks parity = new ParityChecks();
    List<ParityResult> results = new ArrayList<>();
    terminal.line(ROW.formatted("file", "arrays", "worst array", "error", "tolerance", ""));
    for (Path file : ParityChecks.files(folder)) {
      ParityResult result = parity.check(file);
      results.add(result);
      print(result);
    }
    long failed = results.stream().filter(result -> !result.passed()).count();
    terminal.line(
        failed == 0
            ? "all " + results.size() + " files pass"
            : failed + " of " + results.size() + " files fail");
    if (json != null) {
      write(results);
    }
    return failed == 0 ? 0 : 1;
  }

  private void print(ParityResult result) {
    String arrays = Integer.toString(result.differences().size());
    String verdict = result.passed() ? "pass" : "FAIL";
    GoldenComparison.worst(result.differences())
        .ifPresentOrElse(
            worst -> terminal.line(row(result.file(), arrays, worst, verdict)),
            () -> terminal.line(ROW.formatted(result.file(), arrays, "-", "-", "-", verdict)));
    if (!result.problem().isEmpty()) {
      terminal.line("    " + result.problem());
    }
    List<ArrayDifference> shown = all ? result.differences() : result.failures();
    for (ArrayDifference difference : shown) {
      terminal.line(
          row("", "", difference, difference.passed() ? "pass" : "FAIL " + difference.problem()));
    }
  }

  private static String row(
      String file, String arrays, ArrayDifference difference, String verdict) {
    return ROW.formatted(
        file,
        arrays,
        difference.array(),
        difference.problem().isEmpty() ? figure(difference.error()) : "-",
        difference.tolerance() == 0 ? "exact" : figure(difference.tolerance()),
        verdict);
  }

  private static String figure(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
  }

  private void write(List<ParityResult> results) {
    List<Map<String, Object>> files = new ArrayList<>();
    for (ParityResult result : results) {
      Map<String, Object> file = new TreeMap<>();
      file.put("file", result.file());
      file.put("passed", result.passed());
      file.put("problem", result.problem());
      file.put("arrays", result.differences().stream().map(ParityCommand::fields).toList());
      files.add(file);
    }
    try {
      Files.write(json, Json.canonical(files));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + json, e);
    }
  }

  private static Map<String, Object> fields(ArrayDifference difference) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("array", difference.array());
    // JSON has no infinity; an array that could not be compared has no error.
    if (Double.isFinite(difference.error())) {
      fields.put("error", difference.error());
    }
    fields.put("tolerance", difference.tolerance());
    fields.put("passed", difference.passed());
    fields.put("problem", difference.problem());
    return fields;
  }
}
