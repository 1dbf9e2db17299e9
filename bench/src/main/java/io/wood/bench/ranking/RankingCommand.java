package io.wood.bench.ranking;

import io.wood.bench.process.BenchSystem;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.cli.option.ArchitectureConverter;
import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.NetworkSpec;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code wood bench ranking}: measures the packaged ranker. */
@Command(
    name = "ranking",
    description = {
      "Publish photographs and measure the packaged ranker: its speed against bare passes of the",
      "same network, how two replicas share, photographs of 48 megapixels, and the path of an",
      "event without scoring.",
      "Exit status 1 when a target is missed."
    })
public final class RankingCommand implements Callable<Integer> {
  private static final int MIN_IMAGES = 80;
  private static final int OUTPUT_STRIDE = 16;

  @Option(
      names = "--images",
      defaultValue = "1000",
      description = "Photographs for one ranker, and as many for two (default: ${DEFAULT-VALUE}).")
  private int images;

  @Option(
      names = "--network",
      defaultValue = "mobilenet_v2",
      converter = ArchitectureConverter.class,
      paramLabel = "NAME",
      description = "Network that scores: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Architecture network;

  @Option(
      names = "--events",
      defaultValue = "50000",
      description = "Events without scoring (default: ${DEFAULT-VALUE}).")
  private int events;

  @Override
  public Integer call() throws IOException {
    if (images < MIN_IMAGES || events < MIN_IMAGES) {
      throw new CommandFailedException(
          "--images %d and --events %d must be at least %d: fewer are one pass after the warm-up"
              .formatted(images, events, MIN_IMAGES));
    }
    Terminal terminal = Terminal.standard();
    BenchSystem system = BenchSystem.start("ranking", terminal);
    boolean met;
    try (system) {
      met =
          new RankingRun(system, new NetworkSpec(network, OUTPUT_STRIDE), terminal)
              .run(images, events);
    }
    system.delete();
    return met ? 0 : 1;
  }
}
