package io.wood.trainer.mlflow;

import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.store.Backoff;
import io.wood.store.CorruptObjectException;
import io.wood.store.InvalidJsonException;
import io.wood.store.MissingObjectException;
import io.wood.store.StoreException;
import io.wood.store.lease.Lease;
import io.wood.store.lease.Leases;
import io.wood.trainer.experiment.RefusedException;
import io.wood.trainer.store.MlflowFiles;
import io.wood.trainer.store.MlflowNote;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Publishes every experiment that has ended to a tracking server, once, and again when masks of it
 * are complete. It asks again for ever: at longer and longer intervals while the server is away, so
 * a run is late but never lost. Trainings do not know of it.
 */
public final class PublishRuns {
  private static final Logger LOG = Logger.getLogger(PublishRuns.class);
  private static final String LEASE = "mlflow-lease.json";
  private static final Duration LEASE_TIME = Duration.ofMinutes(5);
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(15), Integer.MAX_VALUE);

  private final DescribeRun runs;
  private final MlflowServer server;
  private final MlflowFiles files;
  private final Leases leases;
  private final String owner;
  private final Clock clock;

  /** {@link DescribeRun#refined} of each experiment when its run was written, or refused. */
  private final Map<String, List<String>> settled = new ConcurrentHashMap<>();

  private final AtomicInteger waiting = new AtomicInteger();
  private Instant notBefore = Instant.MIN;
  private int failures;

  /**
   * Publishes to a server.
   *
   * @param owner name of this process, shown in leases
   */
  public PublishRuns(
      DescribeRun runs,
      MlflowServer server,
      MlflowFiles files,
      Leases leases,
      String owner,
      Clock clock) {
    this.runs = Objects.requireNonNull(runs, "runs");
    this.server = Objects.requireNonNull(server, "server");
    this.files = Objects.requireNonNull(files, "files");
    this.leases = Objects.requireNonNull(leases, "leases");
    this.owner = Objects.requireNonNull(owner, "owner");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** How many experiments were not published at the last look. */
  public int waiting() {
    return waiting.get();
  }

  /** Publishes what is not published yet; returns early while the server is away. */
  public void publish() {
    List<String> open =
        runs.ended().stream().filter(id -> !runs.refined(id).equals(settled.get(id))).toList();
    waiting.set(open.size());
    if (clock.instant().isBefore(notBefore)) {
      return;
    }
    try {
      for (String experiment : open) {
        publish(experiment);
      }
      failures = 0;
    } catch (MlflowException | StoreException e) {
      Duration pause = postpone();
      LOG.warnf(
          "%d experiments wait for MLflow, next attempt in %s: %s",
          waiting.get(), pause, e.getMessage());
    } catch (RuntimeException e) {
      postpone();
      throw e;
    }
  }

  private Duration postpone() {
    failures++;
    Duration pause = BACKOFF.after(failures);
    notBefore = clock.instant().plus(pause);
    return pause;
  }

  private void publish(String experiment) {
    List<String> refined = runs.refined(experiment);
    MlflowNote wanted = new MlflowNote(server.address().toString(), refined, null);
    if (!isNoted(experiment, wanted)) {
      Optional<Lease> lease =
          leases.acquire(
              Buckets.EXPERIMENTS, ObjectKeys.ofRun(experiment, LEASE), owner, LEASE_TIME);
      if (lease.isEmpty()) {
        // Another replica publishes it; the next look finds its note.
        return;
      }
      try {
        if (!write(experiment, refined)) {
          return;
        }
      } finally {
        lease.get().release();
      }
    }
    settled.put(experiment, refined);
    waiting.decrementAndGet();
  }

  /** A damaged note counts as none: the run is written again, which changes nothing. */
  private boolean isNoted(String experiment, MlflowNote wanted) {
    try {
      return files.find(experiment).filter(wanted::isIn).isPresent();
    } catch (InvalidJsonException e) {
      LOG.warnf("the note about %s in MLflow is written again: %s", experiment, e.getMessage());
      return false;
    }
  }

  /** Returns false while the result of the run is not stored. */
  private boolean write(String experiment, List<String> refined) {
    try {
      if (!runs.isStored(experiment)) {
        return false;
      }
      String run = server.write(runs.of(experiment));
      files.store(experiment, new MlflowNote(server.address().toString(), refined, run));
    } catch (MlflowException e) {
      if (!e.isRefused()) {
        throw e;
      }
      leaveOut(experiment, e);
    } catch (MissingObjectException
        | CorruptObjectException
        | InvalidJsonException
        | RefusedException e) {
      // What is stored of it is damaged, which another attempt does not change.
      leaveOut(experiment, e);
    }
    return true;
  }

  private static void leaveOut(String experiment, RuntimeException reason) {
    LOG.warnf("%s is not in MLflow until the next start: %s", experiment, reason.getMessage());
  }
}
