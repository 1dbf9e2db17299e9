package io.wood.bench;

import io.wood.bench.effect.EffectCommand;
import io.wood.local.command.AddedCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures. */
@Command(
    name = "bench",
    description = "Measure what the method costs and what it gains.",
    subcommands = EffectCommand.class)
public final class BenchCommand implements AddedCommand, Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which measurement?");
  }
}
