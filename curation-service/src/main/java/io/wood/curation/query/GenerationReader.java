package io.wood.curation.query;

import io.wood.curation.model.Generation;
import io.wood.curation.model.ShownGeneration;
import io.wood.curation.view.ViewDatabase;
import java.util.List;
import java.util.Optional;

/** Reads which generations there are and which one is shown. */
public final class GenerationReader {
  private final ViewDatabase database;

  public GenerationReader(ViewDatabase database) {
    this.database = database;
  }

  /** All generations, newest first. */
  public List<Generation> all() {
    return database.index().generations();
  }

  /** The shown one. */
  public ShownGeneration shown() {
    return database.index().shown();
  }

  /** A generation by the SHA-256 of its weights, or the newest one of an experiment. */
  public Optional<Generation> find(String name) {
    return all().stream()
        .filter(one -> one.weights().equals(name) || one.experiment().equals(name))
        .findFirst();
  }
}
