package io.wood.curation.view;

import io.wood.contracts.event.CurationDecided;
import io.wood.store.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
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
    List<CurationDecided> piece = new ArrayList<>();
    view.decisions(
        json -> {
          piece.add(Json.read(json, CurationDecided.class));
          if (piece.size() == PIECE) {
            publisher.accept(List.copyOf(piece));
            piece.clear();
          }
        });
    if (!piece.isEmpty()) {
      publisher.accept(piece);
    }
  }

  /**
   * Appends all decisions to a file, after those that an earlier change of log left in it, and has
   * them on the disk when it returns. They are not published: a topic may have been deleted on
   * purpose.
   */
  void write(ViewWriter view) {
    Path file = folder.resolve("decisions-of-another-log.jsonl");
    int[] count = new int[1];
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        OutputStream lines = new BufferedOutputStream(Channels.newOutputStream(channel))) {
      if (hasHalfLine(channel)) {
        lines.write('\n');
      }
      view.decisions(
          json -> {
            line(lines, json);
            count[0]++;
          });
      lines.flush();
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    LOG.warnf(
        "The view belonged to another log: building it again. Its %d decisions are kept in %s,"
            + " one event a line",
        count[0], file);
  }

  /** True when a process was killed while it wrote a line; positions the channel at its end. */
  private static boolean hasHalfLine(FileChannel channel) throws IOException {
    long size = channel.size();
    channel.position(size);
    ByteBuffer last = ByteBuffer.allocate(1);
    return size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n';
  }

  private static void line(OutputStream lines, byte[] json) {
    try {
      lines.write(json);
      lines.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a decision", e);
    }
  }
}
