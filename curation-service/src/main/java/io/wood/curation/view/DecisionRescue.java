package io.wood.curation.view;

import io.wood.contracts.event.CurationDecided;
import io.wood.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Saves the acknowledged decisions of a view that is about to be emptied. After a power cut or a
 * restored backup, the view may be the only copy of the last ones.
 */
public final class DecisionRescue {
  private static final Logger LOG = Logger.getLogger(DecisionRescue.class);
  private static final int PIECE = 500;

  private final Consumer<List<CurationDecided>> publisher;
  private final Path folder;

  /**
   * Saves decisions.
   *
   * @param publisher publishes decisions, or throws
   * @param folder where decisions of another log are written
   */
  public DecisionRescue(Consumer<List<CurationDecided>> publisher, Path folder) {
    this.publisher = Objects.requireNonNull(publisher, "publisher");
    this.folder = Objects.requireNonNull(folder, "folder");
  }

  /** Publishes all decisions again; those that the log still has keep their ids and count once. */
  void publish(ViewWriter view) {
    view.decisions(PIECE, publisher);
  }

  /**
   * Writes all decisions to a file. They are not published: a topic may have been deleted on
   * purpose.
   */
  void write(ViewWriter view) {
    Path file = folder.resolve("decisions-of-another-log.jsonl");
    int[] count = new int[1];
    try (Writer writer = Files.newBufferedWriter(file)) {
      view.decisions(
          PIECE,
          decisions -> {
            decisions.forEach(decision -> line(writer, decision));
            count[0] += decisions.size();
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    LOG.warnf(
        "The view belonged to another log: building it again. Its %d decisions are kept in %s,"
            + " one event a line",
        count[0], file);
  }

  private static void line(Writer writer, CurationDecided decision) {
    try {
      writer.write(new String(Json.canonical(decision), StandardCharsets.UTF_8));
      writer.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a decision", e);
    }
  }
}
