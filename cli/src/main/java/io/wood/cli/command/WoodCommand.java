package io.wood.cli.command;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.cli.dataset.DatasetImportException;
import io.wood.method.parity.GoldenFileException;
import io.wood.store.StoreException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main command with its subcommands. */
@Command(
    name = "wood",
    description = "Pixel labels from image labels and out-of-distribution images.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      DlqCommand.class,
      LogsCommand.class,
      ImportCommand.class,
      PublishCommand.class,
      CandidateCommand.class,
      RerankCommand.class,
      TrainCommand.class,
      RefineCommand.class,
      ReplayCommand.class,
      SweepCommand.class,
      ReportCommand.class,
      ExperimentsCommand.class,
      ParityCommand.class,
      ImagesCommand.class,
      ArchiveCommand.class,
    },
    footer = {"", "`wood COMMAND --help` explains a command."})
public final class WoodCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Explain the command.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Option(
      names = "--stacktrace",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show where in the program an error arose.")
  private boolean stacktrace;

  /** Runs the command line and returns the exit status: 0 success, 1 failure, 2 wrong usage. */
  public static int run(String[] arguments) {
    WoodCommand wood = new WoodCommand();
    CommandLine commands = new CommandLine(wood);
    ServiceLoader.load(AddedCommand.class).forEach(commands::addSubcommand);
    return commands
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler((problem, line, parsed) -> wood.failed(problem))
        .execute(present(arguments));
  }

  /** Accepts {@code wood bench effect}, the old name of {@code wood effect}. */
  private static String[] present(String[] arguments) {
    boolean former =
        arguments.length > 1 && arguments[0].equals("bench") && arguments[1].equals("effect");
    return former ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  /** Prints the message of a failure that the user can fix, and the stack trace of a defect. */
  private int failed(Exception problem) {
    Terminal.standard().clearStatus();
    if (forPeople(problem) && !stacktrace) {
      System.err.println("wood: " + message(problem));
    } else {
      problem.printStackTrace();
    }
    return 1;
  }

  private static boolean forPeople(Exception problem) {
    return problem instanceof CommandFailedException
        || problem instanceof IllegalArgumentException
        || problem instanceof DatasetImportException
        || problem instanceof StoreException
        || problem instanceof GoldenFileException
        || problem instanceof UncheckedIOException;
  }

  private static String message(Exception problem) {
    if (problem instanceof UncheckedIOException && problem.getCause() != null) {
      return problem.getMessage() + ": " + problem.getCause();
    }
    return problem.getMessage();
  }
}
