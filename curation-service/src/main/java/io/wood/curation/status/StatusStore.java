package io.wood.curation.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.Event;
import io.wood.curation.file.ViewFile;
import io.wood.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
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
  private static final String SUFFIX = ".mv";

  private final ViewFile file;
  private final MVStore store;
  private final MVMap<String, String> traces;
  private final MVMap<String, String> manifests;
  private final MVMap<String, Long> progress;
  private final MVMap<String, String> origin;

  private StatusStore(ViewFile file, MVStore store) {
    this.file = file;
    this.store = store;
    this.traces = store.openMap("traces");
    this.manifests = store.openMap("manifests");
    this.progress = store.openMap("progress");
    this.origin = store.openMap("origin");
  }

  /** Opens {@code file}.mv; builds a damaged one again. */
  public static StatusStore open(Path file) {
    return open(file, "");
  }

  /**
   * The same on another file system of the storage engine.
   *
   * @param fileSystem its scheme with a colon; empty for the usual one
   */
  static StatusStore open(Path path, String fileSystem) {
    ViewFile file = new ViewFile(path, SUFFIX);
    try {
      file.prepare();
      try {
        return opened(file, fileSystem);
      } catch (RuntimeException e) {
        if (e instanceof MVStoreException failure
            && failure.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
          throw new IllegalStateException("another process uses " + file, e);
        }
        LOG.warnf("%s cannot be opened (%s): building it again", file, e.getMessage());
        file.delete();
        return opened(file, fileSystem);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static StatusStore opened(ViewFile file, String fileSystem) {
    MVStore store =
        new MVStore.Builder()
            .fileName(fileSystem + file + SUFFIX)
            .backgroundExceptionHandler((thread, failure) -> file.failed(failure))
            .open();
    try {
      return new StatusStore(file, store);
    } catch (RuntimeException e) {
      store.closeImmediately();
      throw e;
    }
  }

  /** False after a failure that lasts; the next start opens the file again, or rebuilds it. */
  public boolean isIntact() {
    return file.isUsable();
  }

  /**
   * Belongs to this log from now on; empties what belonged to another one.
   *
   * @param log identifies the log and what is read of it
   */
  void follow(String log) {
    change(
        () -> {
          if (!log.equals(origin.get(LOG_ID))) {
            traces.clear();
            manifests.clear();
            progress.clear();
            origin.put(LOG_ID, log);
          }
          return null;
        });
  }

  Map<TopicPartition, Long> positions() {
    return on(
        () -> {
          Map<TopicPartition, Long> positions = new HashMap<>();
          progress.forEach(
              (at, offset) -> {
                int dash = at.lastIndexOf('-');
                positions.put(
                    new TopicPartition(
                        at.substring(0, dash), Integer.parseInt(at.substring(dash + 1))),
                    offset);
              });
          return positions;
        });
  }

  /**
   * Adds an event of the log.
   *
   * @param written when it was written there
   */
  void add(Event event, Instant written) {
    if (event instanceof ClassifierTrained trained) {
      if (trained.oods() > 0) {
        String manifest = text(trained.manifest());
        change(() -> manifests.put(trained.experiment(), manifest));
      }
    } else {
      String trace = text(trace(event.key()).with(event, written));
      change(() -> traces.put(event.key(), trace));
    }
  }

  /** Returns the offset of the first record of a partition that is not in the view. */
  long next(TopicPartition at) {
    return on(() -> progress.getOrDefault(at.toString(), 0L));
  }

  void advance(TopicPartition at, long next) {
    change(() -> progress.put(at.toString(), next));
  }

  /** Returns what the log says about an image. */
  CandidateTrace trace(String image) {
    return on(
        () -> {
          String json = traces.get(image);
          return json == null ? CandidateTrace.EMPTY : read(json, CandidateTrace.class);
        });
  }

  /** Returns the manifests of the experiments that used hard OoDs, by experiment. */
  Map<String, ArtifactRef> manifests() {
    return on(
        () -> {
          Map<String, ArtifactRef> all = new HashMap<>();
          manifests.forEach(
              (experiment, json) -> all.put(experiment, read(json, ArtifactRef.class)));
          return all;
        });
  }

  private <T> void change(Supplier<T> work) {
    file.requireUsable();
    var unused = on(work);
  }

  /** Whatever reading fails with, a page is damaged or the engine has closed the file. */
  private <T> T on(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      MVStoreException failure =
          e instanceof MVStoreException known
              ? known
              : DataUtils.newMVStoreException(
                  DataUtils.ERROR_FILE_CORRUPT, "a value of {0} cannot be read", file, e);
      file.failed(failure);
      throw failure;
    }
  }

  private static <T> T read(String json, Class<T> type) {
    return Json.read(json.getBytes(UTF_8), type);
  }

  private static String text(Object value) {
    return new String(Json.canonical(value), UTF_8);
  }

  @Override
  public void close() {
    if (isIntact()) {
      store.close();
    } else {
      store.closeImmediately();
    }
  }
}
