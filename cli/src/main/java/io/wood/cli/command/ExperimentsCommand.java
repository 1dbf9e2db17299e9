package io.wood.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.cli.client.ExperimentClient;
import io.wood.cli.console.Terminal;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the experiments. */
@Command(name = "experiments", description = "List the experiments, newest first.")
final class ExperimentsCommand implements Callable<Integer> {
  @Mixin private SystemOptions options;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.standard();
    JsonNode all = new ExperimentClient(options.connect()).list();
    if (all.isEmpty()) {
      terminal.line("no experiments yet");
      return 0;
    }
    terminal.line(
        String.format(
            "%-32s %-10s %-9s %4s %5s  %s", "experiment", "state", "arm", "seed", "OoDs", ""));
    for (JsonNode one : all) {
      JsonNode precision = one.at("/metrics/validation.mAP");
      String metrics =
          precision.isNumber()
              ? String.format(Locale.ROOT, "validation.mAP %.3f", precision.asDouble())
              : "";
      terminal.line(
          String.format(
              "%-32s %-10s %-9s %4d %5s  %s",
              one.path("experiment").asText(),
              one.path("state").asText().toLowerCase(Locale.ROOT),
              one.path("arm").asText().toLowerCase(Locale.ROOT),
              one.path("seed").asLong(),
              one.path("oods").isNumber() ? one.path("oods").asText() : "",
              metrics.isEmpty() ? one.path("message").asText() : metrics));
    }
    return 0;
  }
}
