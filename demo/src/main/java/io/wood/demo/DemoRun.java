package io.wood.demo;

import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.HumanUnits;
import io.wood.cli.console.Terminal;
import io.wood.cli.process.DataDirectory;
import io.wood.demo.drawing.DemoSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs the whole demo: starts the system, runs the pipeline, writes table, report and JSON file.
 */
public final class DemoRun {
  private final DataDirectory data;
  private final Terminal terminal;
  private final DemoStages stages;

  public DemoRun(DataDirectory data, Terminal terminal) {
    this.data = data;
    this.terminal = terminal;
    this.stages = new DemoStages(terminal);
  }

  /**
   * What to train.
   *
   * @param seeds random seeds; each gives one control and one W-OoD
   * @param segmentation also train a segmentation network on the masks of each
   */
  public record Plan(List<Long> seeds, boolean segmentation) {
    public Plan {
      seeds = List.copyOf(seeds);
    }
  }

  /**
   * Runs the demo.
   *
   * @param start starts the system or finds the running one
   * @param plan what to train
   * @param json where to write the figures
   * @throws CommandFailedException when a stage failed; the JSON file names it
   */
  public void run(Supplier<RunningSystem> start, Plan plan, Optional<Path> json) {
    Instant begin = Instant.now();
    try (PeakMemory memory = new PeakMemory(data)) {
      RunningSystem system = stages.run("start the system", start);
      DemoData drawn = new DemoData(system.store(), data.demo(), DemoSpec.DEFAULT);
      DemoPipeline job = new DemoPipeline(system, drawn, stages, terminal);
      String failure = "";
      try {
        job.run(plan);
        job.report(report());
      } catch (CommandFailedException e) {
        failure = e.getMessage();
        throw e;
      } finally {
        Duration total = Duration.between(begin, Instant.now());
        DemoResult result = result(job, failure, total, memory.peak());
        json.ifPresent(result::write);
        show(result, job);
      }
    }
  }

  private DemoResult result(DemoPipeline job, String failure, Duration total, long peak) {
    return new DemoResult(
        failure.isEmpty(),
        failure,
        job.counts(),
        job.outcomes(),
        new ResultTable(job.outcomes()).summary(),
        stages.done(),
        total.toMillis() / 1000.0,
        peak,
        failure.isEmpty() ? report().toString() : "");
  }

  private Path report() {
    return data.demo().resolve("report.html");
  }

  private void show(DemoResult result, DemoPipeline job) {
    if (!job.outcomes().isEmpty()) {
      new ResultTable(job.outcomes()).print(terminal);
    }
    if (result.ok()) {
      terminal.line("the report with pictures: " + result.report());
    }
    terminal.line(
        "%s in all, at most %s resident in all processes"
            .formatted(
                HumanUnits.duration(Duration.ofMillis(Math.round(result.totalSeconds() * 1000))),
                HumanUnits.bytes(result.peakMemoryBytes())));
  }
}
