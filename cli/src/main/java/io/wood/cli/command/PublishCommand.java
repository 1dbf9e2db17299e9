package io.wood.cli.command;

import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.HumanUnits;
import io.wood.cli.console.ProgressPrinter;
import io.wood.cli.console.Terminal;
import io.wood.cli.option.SystemOptions;
import io.wood.cli.publish.CandidatePublishing;
import io.wood.cli.publish.PublishedImages;
import io.wood.contracts.artifact.ImageFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
      description = "Images (" + ImageFormat.NAMES + "), or folders of them.")
  private List<Path> paths;

  @Option(
      names = "--source",
      defaultValue = "cli",
      description = "Name of the publisher (default: ${DEFAULT-VALUE}).")
  private String source;

  @Option(names = "--again", description = "Publish also what this source has published before.")
  private boolean again;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.standard();
    ProgressPrinter progress = new ProgressPrinter(terminal);
    Instant begin = Instant.now();
    RunningSystem system = options.connect();
    Set<String> published = again ? Set.of() : PublishedImages.of(system.tail(), source);
    var result = new CandidatePublishing(system, source).publish(paths, published, progress);
    progress.finish(
        "published %d images in %s"
            .formatted(
                result.images().size(),
                HumanUnits.duration(Duration.between(begin, Instant.now()))));
    if (result.known() > 0) {
      terminal.line(
          "%d files were published by '%s' before; --again publishes them again"
              .formatted(result.known(), source));
    }
    if (result.duplicates() > 0) {
      terminal.line(result.duplicates() + " files are duplicates of another file");
    }
    if (!result.skipped().isEmpty()) {
      terminal.line(result.skipped().size() + " files were skipped:");
      result.skipped().forEach(line -> terminal.line("  " + line));
    }
    return result.images().isEmpty() && result.known() == 0 ? 1 : 0;
  }
}
