package io.wood.bench.refining;

import io.wood.bench.process.BenchSystem;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.cli.option.ArchitectureConverter;
import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.RefinementParameters.Irn;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code wood bench refinement}: measures a whole refinement of photographs. */
@Command(
    name = "refinement",
    description = {
      "Refine drawn photographs with the default parameters, and compare the packaged refiner,",
      "stage by stage, with the same stages called in one process, without store and Kafka.",
      "Exit status 1 when the target is missed."
    })
public final class RefinementCommand implements Callable<Integer> {
  private static final int WARM_UP_SHARE = 4;
  private static final int MIN_PHOTOGRAPHS = 8;
  private static final int OUTPUT_STRIDE = 16;

  @Option(
      names = "--photographs",
      defaultValue = "60",
      description =
          "Photographs to refine; a quarter as many are the warm-up (default: ${DEFAULT-VALUE}).")
  private int photographs;

  @Option(
      names = "--network",
      defaultValue = "mobilenet_v2",
      converter = ArchitectureConverter.class,
      paramLabel = "NAME",
      description =
          "Network of the classifier: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Architecture network;

  @Option(
      names = "--irn-steps",
      defaultValue = "0",
      paramLabel = "K",
      description =
          "Steps of IRN's training, if they are more than its epochs give (default:"
              + " ${DEFAULT-VALUE}).")
  private int irnSteps;

  @Override
  public Integer call() throws IOException {
    if (photographs < MIN_PHOTOGRAPHS) {
      throw new CommandFailedException(
          "--photographs %d must be at least %d: fewer say nothing about two cores"
              .formatted(photographs, MIN_PHOTOGRAPHS));
    }
    if (irnSteps < 0) {
      throw new CommandFailedException(
          "--irn-steps %d must not be negative; 0 leaves them to the epochs".formatted(irnSteps));
    }
    Terminal terminal = Terminal.standard();
    BenchSystem system = BenchSystem.start("refinement", terminal);
    boolean met;
    try (system) {
      met =
          new RefinementRun(system, new NetworkSpec(network, OUTPUT_STRIDE), parameters(), terminal)
              .run(photographs, photographs / WARM_UP_SHARE);
    }
    system.delete();
    return met ? 0 : 1;
  }

  /**
   * The defaults with IRN's steps, and without its limit of minutes: to find out how many steps fit
   * into them takes four more steps.
   */
  private RefinementParameters parameters() {
    Irn usual = RefinementParameters.USUAL.irn();
    Irn irn =
        new Irn(
            usual.radius(),
            usual.crop(),
            usual.batchSize(),
            usual.epochs(),
            usual.edgeRate(),
            usual.displacementRate(),
            usual.momentum(),
            irnSteps,
            0.0,
            usual.trunk(),
            usual.background());
    return new RefinementParameters(null, null, irn, null, null, null, 0);
  }
}
