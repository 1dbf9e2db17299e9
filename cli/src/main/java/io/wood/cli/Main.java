package io.wood.cli;

import io.wood.cli.command.WoodCommand;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command line {@code wood}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // Clients log every detail of their settings; what a person needs is printed by the commands.
    Logger.getLogger("").setLevel(Level.SEVERE);
    System.exit(WoodCommand.run(arguments));
  }
}
