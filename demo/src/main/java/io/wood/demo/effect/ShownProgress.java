package io.wood.demo.effect;

import io.wood.cli.console.ProgressPrinter;
import io.wood.cli.console.Terminal;

/** Shows progress on a terminal; a file gets only the results. */
final class ShownProgress {
  private final boolean shown;
  private final ProgressPrinter printer;

  ShownProgress(Terminal terminal) {
    this.shown = terminal.interactive();
    this.printer = new ProgressPrinter(terminal);
  }

  void show(String phase, long done, long total, String unit) {
    if (shown) {
      printer.show(phase, done, total, unit);
    }
  }
}
