package io.wood.cli.command;

import io.wood.cli.console.HumanUnits;
import io.wood.cli.console.ProgressPrinter;
import io.wood.cli.console.Terminal;
import io.wood.cli.publish.CandidatePublishing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes images as candidates. */
@Command(name = "publish", description = "Publish images without labels as candidates.")
final class PublishCommand implements Callable<Integer> {
  @Mixin private SystemOptions options;

  @Parameters(
      paramLabel = "DIR|FILE",
      arity = "1..*",
      description = "JPEG and PNG images, or folders of them.")
  private List<Path> paths;

  @Option(
      names = "--source",
      defaultValue = "cli",
      description = "Name of the publisher (default: ${DEFAULT-VALUE}).")
  private String source;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.standard();
    ProgressPrinter progress = new ProgressPrinter(terminal);
    Instant begin = Instant.now();
    var result = new CandidatePublishing(options.connect(), source).publish(paths, progress);
    progress.finish(
        "published %d images in %s"
            .formatted(
                result.images().size(),
                HumanUnits.duration(Duration.between(begin, Instant.now()))));
    if (result.duplicates() > 0) {
      terminal.line(result.duplicates() + " files are duplicates of another file");
    }
    if (!result.skipped().isEmpty()) {
      terminal.line(result.skipped().size() + " files were skipped:");
      result.skipped().forEach(line -> terminal.line("  " + line));
    }
    return result.images().isEmpty() ? 1 : 0;
  }
}
