package io.wood.cli.command;

import io.wood.cli.console.Terminal;
import io.wood.cli.process.LaunchSettings;

/** Prints the addresses of the pages. */
public final class PageAddresses {
  private PageAddresses() {}

  public static void print(LaunchSettings settings, Terminal terminal) {
    if (settings.services()) {
      page(terminal, "Candidates", settings, "ranker");
      page(terminal, "Curation", settings, "curation");
      page(terminal, "Experiments", settings, "trainer");
      page(terminal, "Masks", settings, "refiner");
    }
    terminal.line("  Kafka        127.0.0.1:" + settings.ports().of(LaunchSettings.KAFKA));
    terminal.line(
        "  S3           http://127.0.0.1:"
            + settings.ports().of(LaunchSettings.STORE)
            + "  (keys in "
            + settings.data().root().resolve("store-keys.properties")
            + ")");
  }

  private static void page(
      Terminal terminal, String what, LaunchSettings settings, String service) {
    terminal.line(
        String.format("  %-12s http://127.0.0.1:%d/", what, settings.ports().of(service)));
  }
}
