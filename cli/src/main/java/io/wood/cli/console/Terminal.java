package io.wood.cli.console;

import java.io.PrintStream;

/**
 * Prints lines for the user. On a terminal the last line can be overwritten; in a file or a pipe
 * every line stays.
 */
public final class Terminal {
  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final PrintStream out;
  private final boolean interactive;
  private boolean statusShown;

  public Terminal(PrintStream out, boolean interactive) {
    this.out = out;
    this.interactive = interactive;
  }

  /** Returns standard output; the start script sets whether it is a terminal. */
  public static Terminal standard() {
    return new Terminal(System.out, Boolean.getBoolean("wood.terminal"));
  }

  /** Returns true when the last line can be overwritten. */
  public boolean interactive() {
    return interactive;
  }

  /** Prints a line that stays. */
  public synchronized void line(String text) {
    clearStatus();
    out.println(text);
    out.flush();
  }

  /** Prints a line that the next one replaces; elsewhere than on a terminal it stays. */
  public synchronized void status(String text) {
    if (!interactive) {
      out.println(text);
    } else {
      out.print(CLEAR_LINE + text);
      statusShown = true;
    }
    out.flush();
  }

  /** Removes the line that {@link #status} printed. */
  public synchronized void clearStatus() {
    if (statusShown) {
      out.print(CLEAR_LINE);
      out.flush();
      statusShown = false;
    }
  }
}
