package io.wood.demo.effect;

import io.wood.cli.console.ProgressPrinter;
import io.wood.cli.console.Terminal;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingListener;

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

  /** Shows each phase of a training. */
  TrainingListener ofTraining(TrainingParameters parameters) {
    String run = parameters.arm() + " seed " + parameters.seed() + ", ";
    return new TrainingListener() {
      private String unit = "";

      @Override
      public void phase(String phase, long total, String phaseUnit) {
        unit = phaseUnit;
      }

      @Override
      public void step(StepReport report) {
        show(run + report.phase(), report.done(), report.total(), unit);
      }
    };
  }
}
