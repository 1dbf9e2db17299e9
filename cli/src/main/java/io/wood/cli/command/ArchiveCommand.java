package io.wood.cli.command;

import io.wood.cli.console.Terminal;
import io.wood.cli.process.ClassArchives;
import io.wood.cli.process.InstallationLayout;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Records class archives, as the last step of a build. */
@Command(
    name = "archive",
    description = "Record which classes the processes load, so that they start faster.",
    hidden = true)
final class ArchiveCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    ClassArchives.record(InstallationLayout.fromProperties(), Terminal.standard());
    return 0;
  }
}
