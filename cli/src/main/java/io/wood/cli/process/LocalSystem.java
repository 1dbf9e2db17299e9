package io.wood.cli.process;

import static io.wood.cli.process.LaunchSettings.KAFKA;
import static io.wood.cli.process.LaunchSettings.STORE;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.HumanUnits;
import io.wood.cli.console.Terminal;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;

/** Starts, supervises and stops a system as child processes of this process. */
public final class LocalSystem implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

  /**
   * Longer than a service takes to store the checkpoint of a training, to release its leases and to
   * close what reads the log.
   */
  public static final Duration STOP_TIMEOUT = Duration.ofSeconds(35);

  private static final Duration RETRY = Duration.ofSeconds(60);

  private final LaunchSettings settings;
  private final Terminal terminal;
  private final FileLock lock;
  private final ChildProcesses children;
  private final Map<String, ChildProcess> running = new LinkedHashMap<>();
  private final Map<String, RestartHistory> restarts = new LinkedHashMap<>();
  private final ScheduledExecutorService restarter =
      Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "restarts"));
  private final HealthProbe probe = new HealthProbe();
  private final LivenessWatch liveness = new LivenessWatch(probe, STOP_TIMEOUT);
  private final ScheduledExecutorService watcher =
      Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "liveness"));
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Instant startedAt = Instant.now();
  private volatile boolean stopping;
  private boolean ready;

  private LocalSystem(LaunchSettings settings, Terminal terminal, FileLock lock) {
    this.settings = settings;
    this.terminal = terminal;
    this.lock = lock;
    this.children = new ChildProcesses(settings, StoreKeys.readOrCreate(settings.data().keys()));
  }

  /** Starts all processes and returns when they are ready; after a failure it stops them. */
  public static LocalSystem start(LaunchSettings settings, Terminal terminal) {
    return start(settings, terminal, START_TIMEOUT);
  }

  /** The same, with another timeout for each process. */
  static LocalSystem start(LaunchSettings settings, Terminal terminal, Duration timeout) {
    FileLock lock = settings.data().lock();
    OrphanProcesses.clear(settings.data(), terminal);
    settings.ports().requireFree();
    LocalSystem system = new LocalSystem(settings, terminal, lock);
    Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop-children"));
    try {
      system.startAll(timeout);
    } catch (RuntimeException e) {
      system.close();
      throw e;
    }
    return system;
  }

  private void startAll(Duration timeout) {
    launch(children.broker());
    launch(children.store());
    try (Admin admin = HealthProbe.admin(settings.ports().of(KAFKA))) {
      awaitReady(STORE, timeout, () -> probe.store(settings.ports().of(STORE)));
      awaitReady(KAFKA, timeout, () -> HealthProbe.broker(admin));
      TopicCreator.create(admin);
    }
    StoreBuckets.create(
        settings.ports().of(STORE),
        StoreKeys.readOrCreate(settings.data().keys()),
        settings.data().cache("launcher"));
    if (settings.services()) {
      InstallationLayout.SERVICES.forEach(name -> launch(children.service(name)));
      for (String name : InstallationLayout.SERVICES) {
        awaitReady(name, timeout, () -> probe.service(settings.ports().of(name)));
      }
    }
    setReady();
    terminal.line(
        "all ready after " + HumanUnits.duration(Duration.between(startedAt, Instant.now())));
  }

  private synchronized void launch(ChildSpec spec) {
    if (stopping) {
      throw new CommandFailedException("stopped while starting");
    }
    try {
      ChildProcess child =
          ChildProcess.start(spec, children.environment(), settings.data().log(spec.name()));
      running.put(spec.name(), child);
      var unused = child.onExit().thenRun(() -> ended(child));
    } catch (IOException e) {
      throw new CommandFailedException(spec.name() + " cannot be started: " + e.getMessage(), e);
    }
    writeState();
  }

  private synchronized void setReady() {
    ready = true;
    writeState();
    long interval = LivenessWatch.INTERVAL.toMillis();
    var unused =
        watcher.scheduleWithFixedDelay(
            this::checkLiveness, interval, interval, TimeUnit.MILLISECONDS);
  }

  private void checkLiveness() {
    try {
      liveness.check(services());
    } catch (RuntimeException e) {
      terminal.line("the services cannot be asked whether they are live: " + e);
    }
  }

  private synchronized List<ChildProcess> services() {
    return running.values().stream()
        .filter(child -> InstallationLayout.SERVICES.contains(child.name()))
        .toList();
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  private void awaitReady(String name, Duration timeout, BooleanSupplier ready) {
    Instant deadline = Instant.now().plus(timeout);
    while (!ready.getAsBoolean()) {
      ChildProcess child = child(name);
      if (!child.isAlive()) {
        throw new CommandFailedException(child.death());
      }
      if (Instant.now().isAfter(deadline)) {
        throw new CommandFailedException(
            name + " is not ready after " + HumanUnits.duration(timeout) + "; " + child.tail());
      }
      String waiting = "waiting for " + name;
      if (terminal.interactive()) {
        Duration elapsed = Duration.between(startedAt, Instant.now());
        terminal.status(waiting + " (" + HumanUnits.duration(elapsed) + ")");
      }
      pause(Duration.ofMillis(100));
    }
    Duration elapsed = Duration.between(startedAt, Instant.now());
    terminal.line(
        String.format(
            "  %-9s ready after %6s  port %d",
            name, HumanUnits.duration(elapsed), settings.ports().of(name)));
  }

  private synchronized ChildProcess child(String name) {
    return running.get(name);
  }

  /** Starts a process again that ended, after a pause that grows while it does not stay up. */
  private synchronized void ended(ChildProcess child) {
    if (stopping || !ready || running.get(child.name()) != child) {
      return;
    }
    Instant now = Instant.now();
    RestartHistory history =
        restarts
            .getOrDefault(child.name(), RestartHistory.NONE)
            .after(child.startedAt(), now, child.reason(now));
    restarts.put(child.name(), history);
    terminal.line(child.death());
    terminal.line(
        "starting the %s again in %s"
            .formatted(child.name(), HumanUnits.duration(history.pause())));
    writeState();
    relaunchAfter(child, history.pause());
  }

  private void relaunchAfter(ChildProcess child, Duration pause) {
    var unused = restarter.schedule(() -> relaunch(child), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A process that cannot be started now, such as on a full disk, is tried again. */
  private void relaunch(ChildProcess child) {
    try {
      launch(child.spec());
    } catch (RuntimeException e) {
      terminal.line(e.getMessage());
      if (!stopping) {
        relaunchAfter(child, RETRY);
      }
    }
  }

  private synchronized void writeState() {
    List<SystemState.Child> all = new ArrayList<>();
    running.forEach(
        (name, child) -> {
          RestartHistory history = restarts.getOrDefault(name, RestartHistory.NONE);
          all.add(
              new SystemState.Child(
                  name,
                  SystemState.ProcessId.of(child.handle()),
                  child.spec().port(),
                  history.restarts(),
                  history.reason()));
        });
    new SystemState(SystemState.ProcessId.of(ProcessHandle.current()), all, ready, startedAt)
        .write(settings.data());
  }

  /** Returns when the system has stopped. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Stops the services, then store and broker. */
  @Override
  public void close() {
    stop(STOP_TIMEOUT);
  }

  /** The same, with another timeout for the services together, the store and the broker. */
  void stop(Duration timeout) {
    List<ChildProcess> services = new ArrayList<>();
    List<ChildProcess> base = new ArrayList<>();
    synchronized (this) {
      if (stopping) {
        return;
      }
      stopping = true;
      restarter.shutdownNow();
      watcher.shutdownNow();
      running.forEach(
          (name, child) ->
              (InstallationLayout.SERVICES.contains(name) ? services : base).add(child));
    }
    Instant begin = Instant.now();
    stop(services, timeout);
    Collections.reverse(base);
    base.forEach(child -> stop(List.of(child), timeout));
    try {
      Files.deleteIfExists(settings.data().state());
      lock.channel().close();
    } catch (IOException e) {
      terminal.line("cannot clean up " + settings.data().root() + ": " + e.getMessage());
    }
    terminal.line("stopped in " + HumanUnits.duration(Duration.between(begin, Instant.now())));
    ended.countDown();
  }

  private static void stop(List<ChildProcess> some, Duration timeout) {
    Instant deadline = Instant.now().plus(timeout);
    some.forEach(ChildProcess::terminate);
    some.forEach(child -> child.await(Duration.between(Instant.now(), deadline)));
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }
}
