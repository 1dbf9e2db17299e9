package io.wood.kit.thread;

import java.util.Optional;

/** A thread or task of our own, as the liveness check sees it. */
public interface BackgroundThread {

  /** Returns its name. */
  String name();

  /** Returns false when it has ended, or an {@link Error} hit it, although it was not closed. */
  boolean isAlive();

  /** Returns what fails at present; empty when all is well. A problem alone is not a death. */
  Optional<String> problem();
}
