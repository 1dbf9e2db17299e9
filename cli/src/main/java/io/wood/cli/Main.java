package io.wood.cli;

import io.wood.cli.command.WoodCommand;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command line {@code wood}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // Clients log all their settings; the commands print what the user needs.
    Logger.getLogger("").setLevel(Level.SEVERE);
    System.exit(WoodCommand.run(arguments));
  }
}
