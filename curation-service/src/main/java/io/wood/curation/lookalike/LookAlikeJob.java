package io.wood.curation.lookalike;

import io.wood.curation.index.CandidateIndex;
import io.wood.curation.index.IndexChange;
import io.wood.curation.view.CandidateTable;
import io.wood.curation.view.ViewChange;
import io.wood.curation.view.ViewDatabase;
import io.wood.kit.thread.BackgroundTask;
import io.wood.kit.thread.BackgroundThread;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Groups look-alikes again after candidates were ranked or another generation is shown, in the
 * background. Memory grows with the images, so there are no groups beyond a number of images.
 */
public final class LookAlikeJob implements BackgroundThread, AutoCloseable {
  /** Maximum number of images that switches the grouping off. */
  public static final int OFF = 0;

  private static final Logger LOG = Logger.getLogger(LookAlikeJob.class);

  /** However many images there are, grouping takes no more than a tenth of the time. */
  private static final int REST = 9;

  /** Rows per transaction, so that decisions need not wait. */
  private static final int BATCH = 2000;

  private final ViewDatabase view;
  private final LookAlikes lookAlikes;
  private final Duration interval;
  private final int maxImages;
  private final AtomicBoolean dirty = new AtomicBoolean(true);
  private final BackgroundTask task = new BackgroundTask("look-alikes", this::runOnce);
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "look-alike-job");
            thread.setDaemon(true);
            return thread;
          });

  private volatile String limited;

  /**
   * Groups once {@link #start} is called.
   *
   * @param interval minimum time between two runs
   * @param maxImages maximum number of images that are grouped, or {@link #OFF}
   */
  public LookAlikeJob(ViewDatabase view, LookAlikes lookAlikes, Duration interval, int maxImages) {
    if (maxImages < OFF) {
      throw new IllegalArgumentException(
          "wood.curation.group-images is %d: it must be at least 0".formatted(maxImages));
    }
    this.view = view;
    this.lookAlikes = lookAlikes;
    this.interval = interval;
    this.maxImages = maxImages;
  }

  /** Starts the thread of the job. */
  public void start() {
    schedule(Duration.ZERO);
  }

  /** Schedules another run when other rankings are shown. */
  public void changed(ViewChange change) {
    if (change.rankings() > 0 || change.switched()) {
      dirty.set(true);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private void schedule(Duration spent) {
    long pause = Math.max(interval.toMillis(), spent.toMillis() * REST);
    var unused = executor.schedule(this::runAndSchedule, pause, TimeUnit.MILLISECONDS);
  }

  @Override
  public String name() {
    return task.name();
  }

  @Override
  public boolean isAlive() {
    return task.isAlive();
  }

  @Override
  public Optional<String> problem() {
    return task.problem().or(() -> Optional.ofNullable(limited));
  }

  /** Groups if other rankings are shown than at the last run. */
  public void run() {
    task.run();
  }

  private void runOnce() {
    if (!dirty.getAndSet(false)) {
      return;
    }
    boolean done = false;
    try {
      regroup();
      done = true;
    } finally {
      if (!done) {
        dirty.set(true);
      }
    }
  }

  private void runAndSchedule() {
    long start = System.nanoTime();
    run();
    if (executor.isShutdown()) {
      return;
    }
    schedule(Duration.ofNanos(System.nanoTime() - start));
  }

  /** Reads all embeddings, groups them and writes the changes. */
  public void regroup() {
    long clears = view.index().clears();
    EmbeddingTable embeddings =
        isWithinLimit(view.index().slots())
            ? view.read(connection -> EmbeddingTable.read(connection, view.index()))
            : new EmbeddingTable();
    int[] slots = embeddings.slots();
    int[] order = view.index().orderByImage(slots);
    int[] leaders = lookAlikes.leaders(embeddings, order);
    int[] before = view.index().leaders();
    int[] after = new int[before.length];
    Arrays.fill(after, CandidateIndex.NO_LEADER);
    for (int i = 0; i < leaders.length; i++) {
      if (leaders[i] != LookAlikes.ALONE) {
        after[slots[i]] = slots[leaders[i]];
      }
    }
    int[] changed =
        IntStream.range(0, after.length).filter(slot -> before[slot] != after[slot]).toArray();
    for (int from = 0; from < changed.length; from += BATCH) {
      Map<Integer, Integer> batch = new LinkedHashMap<>();
      Arrays.stream(changed, from, Math.min(changed.length, from + BATCH))
          .forEach(slot -> batch.put(slot, after[slot]));
      store(batch, clears);
    }
  }

  /** Logs once that there are more images. */
  private boolean isWithinLimit(int images) {
    if (images <= maxImages) {
      limited = null;
      return true;
    }
    if (limited == null && maxImages != OFF) {
      limited =
          "look-alikes are not grouped: there are more images than wood.curation.group-images=%d"
              .formatted(maxImages);
      LOG.warn(limited);
    }
    return false;
  }

  /** Stores leaders by slot, unless the view was cleared since the run began. */
  private void store(Map<Integer, Integer> leaders, long clears) {
    view.write(
        connection -> {
          if (view.index().clears() != clears) {
            return IndexChange.regrouped(Map.of());
          }
          new CandidateTable(connection).group(leaders);
          return IndexChange.regrouped(leaders);
        },
        view.index()::apply);
  }
}
