package io.wood.cli.dataset;

/** Receives the progress of an import; called from several threads. */
@FunctionalInterface
public interface ImportProgress {
  /** Reports the number of images done. */
  void at(long done, long total);
}
