package io.wood.curation.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.Event;
import io.wood.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jboss.logging.Logger;

/**
 * Keeps the traces of all candidates in one file, which can be deleted while the service is down.
 * Offsets are written after the events they cover, and the file holds a moment in this order: after
 * a crash some events are applied again, which changes nothing.
 */
public final class StatusStore implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(StatusStore.class);
  private static final String LOG_ID = "log";

  private final MVStore store;
  private final MVMap<String, String> traces;
  private final MVMap<String, String> manifests;
  private final MVMap<String, Long> progress;
  private final MVMap<String, String> origin;

  private StatusStore(MVStore store) {
    this.store = store;
    this.traces = store.openMap("traces");
    this.manifests = store.openMap("manifests");
    this.progress = store.openMap("progress");
    this.origin = store.openMap("origin");
  }

  /** Opens {@code file}.mv; builds a damaged one again. */
  public static StatusStore open(Path file) {
    Path path = file.resolveSibling(file.getFileName() + ".mv").toAbsolutePath();
    try {
      Files.createDirectories(path.getParent());
      try {
        return new StatusStore(MVStore.open(path.toString()));
      } catch (MVStoreException e) {
        if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
          throw new IllegalStateException("another process uses " + path, e);
        }
        LOG.warnf("%s cannot be opened (%s): building it again", path, e.getMessage());
        Files.deleteIfExists(path);
        return new StatusStore(MVStore.open(path.toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  /**
   * Belongs to this log from now on; empties what belonged to another one.
   *
   * @param log identifies the log and what is read of it
   */
  void follow(String log) {
    if (!log.equals(origin.get(LOG_ID))) {
      traces.clear();
      manifests.clear();
      progress.clear();
      origin.put(LOG_ID, log);
    }
  }

  Map<TopicPartition, Long> positions() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    progress.forEach(
        (at, offset) -> {
          int dash = at.lastIndexOf('-');
          positions.put(
              new TopicPartition(at.substring(0, dash), Integer.parseInt(at.substring(dash + 1))),
              offset);
        });
    return positions;
  }

  /**
   * Adds an event of the log.
   *
   * @param written when it was written there
   */
  void add(Event event, Instant written) {
    if (event instanceof ClassifierTrained trained) {
      if (trained.oods() > 0) {
        manifests.put(trained.experiment(), text(trained.manifest()));
      }
    } else {
      traces.put(event.key(), text(trace(event.key()).with(event, written)));
    }
  }

  /** Returns the offset of the first record of a partition that is not in the view. */
  long next(TopicPartition at) {
    return progress.getOrDefault(at.toString(), 0L);
  }

  void advance(TopicPartition at, long next) {
    progress.put(at.toString(), next);
  }

  /** Returns what the log says about an image. */
  CandidateTrace trace(String image) {
    String json = traces.get(image);
    return json == null
        ? CandidateTrace.EMPTY
        : Json.read(json.getBytes(UTF_8), CandidateTrace.class);
  }

  /** Returns the manifests of the experiments that used hard OoDs, by experiment. */
  Map<String, ArtifactRef> manifests() {
    Map<String, ArtifactRef> all = new HashMap<>();
    manifests.forEach(
        (experiment, json) ->
            all.put(experiment, Json.read(json.getBytes(UTF_8), ArtifactRef.class)));
    return all;
  }

  private static String text(Object value) {
    return new String(Json.canonical(value), UTF_8);
  }

  @Override
  public void close() {
    store.close();
  }
}
