package io.wood.local.command;

import io.wood.local.console.Terminal;
import io.wood.local.process.ClassArchives;
import io.wood.local.process.Installation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The last step of a build. */
@Command(
    name = "archive",
    description = "Record which classes the processes load, so that they start sooner.",
    hidden = true)
final class ArchiveCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    ClassArchives.record(Installation.fromProperties(), Terminal.standard());
    return 0;
  }
}
