package io.wood.cli.dataset;

/** Is told how an import comes along; may be called from several threads. */
@FunctionalInterface
public interface ImportProgress {
  /** So many of the images are done. */
  void at(long done, long total);

  /** Nobody watches. */
  static ImportProgress silent() {
    return (done, total) -> {};
  }
}
