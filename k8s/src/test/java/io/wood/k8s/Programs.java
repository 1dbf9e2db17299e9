package io.wood.k8s;

import java.io.IOException;
import org.opentest4j.TestAbortedException;

/** Runs programs that a machine may lack. */
final class Programs {
  private Programs() {}

  /**
   * Starts a program.
   *
   * @throws TestAbortedException so that the test is skipped, where it is not installed
   */
  static Process start(ProcessBuilder program) {
    try {
      return program.start();
    } catch (IOException e) {
      throw new TestAbortedException(
          program.command().get(0) + " is not installed: not checked with it", e);
    }
  }

  /** Runs a program, whose output is the test's, and returns its exit status. */
  static int run(String... command) throws InterruptedException {
    return start(new ProcessBuilder(command).inheritIO()).waitFor();
  }
}
