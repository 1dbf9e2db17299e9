package io.wood.cli.follow;

import io.wood.cli.client.SweepClient;
import io.wood.cli.compare.SweepText;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.CommandProcess;
import io.wood.cli.console.ProgressPrinter;
import io.wood.cli.console.Terminal;
import io.wood.contracts.api.trainer.SweepDetail;
import io.wood.contracts.api.trainer.SweepSummary;
import io.wood.contracts.event.RunState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Shows a sweep on the terminal until it ends, and writes its report. */
public final class SweepReport {
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(3);

  private final SweepClient sweeps;
  private final Terminal terminal = Terminal.standard();

  /** Reports sweeps of a trainer. */
  public SweepReport(SweepClient sweeps) {
    this.sweeps = sweeps;
  }

  /**
   * Waits for the end.
   *
   * @param noWait true returns at once
   * @param file where to write the report; null for none
   */
  public int follow(SweepDetail accepted, boolean noWait, Path file) {
    String id = accepted.summary().sweep();
    terminal.line(
        "%s is requested; it goes on without this command. `wood sweep show %s` shows it, `wood"
                .formatted(SweepText.progress(accepted), id)
            + " sweep cancel %s` cancels it".formatted(id));
    if (noWait) {
      return 0;
    }
    SweepSummary last = await(accepted);
    print(id, file);
    if (!last.state().equals(RunState.SUCCEEDED.name())) {
      throw new CommandFailedException(
          "%s: %d of %d experiments have not succeeded; `wood sweep show %s` says why, `wood sweep"
                  .formatted(id, last.runs() - last.succeeded(), last.runs(), id)
              + " resume %s` requests trainings that failed, were cancelled or are missing"
                  .formatted(id));
    }
    return 0;
  }

  private SweepSummary await(SweepDetail accepted) {
    ProgressPrinter printer = new ProgressPrinter(terminal);
    SweepDetail now = accepted;
    while (now.summary().open() > 0) {
      printer.waiting(SweepText.progress(now));
      CommandProcess.pause(POLL_INTERVAL);
      now = sweeps.show(accepted.summary().sweep());
    }
    terminal.clearStatus();
    return now.summary();
  }

  /** Prints the figures, and writes the report unless the file is null. */
  public void print(String sweep, Path file) {
    SweepText.lines(sweeps.show(sweep)).forEach(terminal::line);
    if (file != null) {
      write(file, file.toString().endsWith(".svg") ? sweeps.plot(sweep) : sweeps.report(sweep));
      terminal.line("the report is in " + file.toAbsolutePath());
    }
  }

  private static void write(Path file, String content) {
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report " + file, e);
    }
  }
}
