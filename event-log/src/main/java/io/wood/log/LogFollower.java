package io.wood.log;

import io.wood.contracts.event.Event;
import io.wood.store.Backoff;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Follows topics for ever, on a thread of its own, and gives their records to a sink. Each
 * partition is in order. It survives every {@link RuntimeException}: topics that do not exist yet,
 * a broker that cannot be found or does not answer, a sink that fails. After a pause it connects
 * again and goes on from the sink's positions; {@link #state} shows the problem meanwhile.
 */
public final class LogFollower implements AutoCloseable {
  /** How long {@link #close} waits for the thread. */
  public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private static final Logger LOG = System.getLogger(LogFollower.class.getName());
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), Integer.MAX_VALUE);

  private final Map<String, Object> kafka;
  private final List<String> topics;
  private final boolean firstTopicFirst;
  private final LogSink sink;
  private final Thread thread;
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile LogReader reader;
  private volatile long lag;
  private volatile String problem;
  private volatile String deleted;
  private int failures;

  /**
   * Follows from {@link #start} on.
   *
   * @param name of the thread
   * @param kafka {@code bootstrap.servers} and the settings for security
   * @param firstTopicFirst reads the first topic to its present end before it reads the others
   */
  public LogFollower(
      String name,
      Map<String, Object> kafka,
      List<String> topics,
      boolean firstTopicFirst,
      LogSink sink) {
    this.kafka = new HashMap<>(kafka);
    this.topics = List.copyOf(topics);
    this.firstTopicFirst = firstTopicFirst;
    this.sink = sink;
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
  }

  /**
   * Follows events into a view in memory: every event of these types from offset 0 on, one at a
   * time; topics are not ordered among each other.
   */
  public static LogFollower ofEvents(
      String name,
      Map<String, Object> kafka,
      Collection<Class<? extends Event>> types,
      Consumer<Event> view) {
    EventSink sink = new EventSink(types, view);
    return new LogFollower(name, kafka, sink.topics(), false, sink);
  }

  /**
   * Follows events into a view in memory, as {@link #ofEvents}, and reads the first type to its
   * present end before it reads the others.
   */
  public static LogFollower ofEventsInOrder(
      String name,
      Map<String, Object> kafka,
      List<Class<? extends Event>> types,
      Consumer<Event> view) {
    EventSink sink = new EventSink(types, view);
    return new LogFollower(name, kafka, sink.topics(), true, sink);
  }

  /** Starts the thread. */
  public void start() {
    started.countDown();
    thread.start();
  }

  /** Returns the name of the thread. */
  public String name() {
    return thread.getName();
  }

  /** Returns false when the thread has ended although nobody closed it. */
  public boolean isAlive() {
    return started.getCount() > 0 || isClosed() || thread.isAlive();
  }

  /** Returns how far it is and what keeps it from moving. */
  public FollowerState state() {
    return new FollowerState(
        isCaughtUp(), lag, Optional.ofNullable(problem).or(() -> Optional.ofNullable(deleted)));
  }

  /** Waits until everything that was in the log at the start has been given to the sink. */
  public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
    return caughtUp.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns true once everything that was in the log at the start has been given to the sink. */
  public boolean isCaughtUp() {
    return caughtUp.getCount() == 0;
  }

  @Override
  public void close() {
    closing.countDown();
    LogReader polling = reader;
    if (polling != null) {
      polling.wakeup();
    }
    try {
      thread.join(CLOSE_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosed() {
    return closing.getCount() == 0;
  }

  private void run() {
    while (!isClosed()) {
      try {
        follow();
      } catch (WakeupException e) {
        LOG.log(Level.DEBUG, "woken up to stop");
      } catch (RuntimeException e) {
        failed(e);
      } catch (Error e) {
        problem = "ended by " + e;
        LOG.log(Level.ERROR, thread.getName() + " ends", e);
        throw e;
      } finally {
        reader = null;
      }
    }
  }

  private void failed(RuntimeException e) {
    failures++;
    String text = e instanceof MissingTopicException ? e.getMessage() : e.toString();
    if (e.getCause() != null) {
      text = text + ": " + e.getCause().getMessage();
    }
    // The same problem again and again is one line in the log.
    Level level = text.equals(problem) ? Level.DEBUG : Level.WARNING;
    problem = text;
    LOG.log(level, "{0}: {1}; trying again", thread.getName(), text);
    try {
      closing.await(BACKOFF.after(failures).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }

  private void follow() {
    try (LogReader connected = new LogReader(kafka, topics, REQUEST_TIMEOUT)) {
      reader = connected;
      Map<TopicPartition, LogExtent> extents = connected.extents();
      try (LogSink.Session session = sink.open(extents)) {
        connected.seek(start(session.positions(), extents));
        follow(connected, session, ends(extents));
      }
    }
  }

  private void follow(LogReader log, LogSink.Session session, Map<TopicPartition, Long> ends) {
    boolean held = firstTopicFirst;
    if (held) {
      log.pause(topics.subList(1, topics.size()));
    }
    boolean reached = false;
    while (!isClosed()) {
      log.addNewPartitions();
      ConsumerRecords<String, byte[]> records = log.poll(POLL);
      if (!records.isEmpty()) {
        session.accept(records);
      }
      lag = log.lag(ends);
      if (held && log.isAt(of(topics.get(0), ends))) {
        log.resume();
        held = false;
      }
      reached = reached || (!held && log.isAt(ends));
      if (reached) {
        session.caughtUp();
        caughtUp.countDown();
      }
      problem = null;
      failures = 0;
    }
  }

  /** Where to begin: where the sink stands, if the log has that. */
  private Map<TopicPartition, Long> start(
      Map<TopicPartition, Long> positions, Map<TopicPartition, LogExtent> extents) {
    Map<TopicPartition, Long> start = new HashMap<>();
    extents.forEach(
        (at, extent) -> {
          long position = positions.getOrDefault(at, 0L);
          if (position > extent.end()) {
            LOG.log(
                Level.WARNING,
                "{0} ends at {1}, before offset {2} that was read already: reading it from its start",
                at,
                extent.end(),
                position);
            position = extent.first();
          }
          LogCut.deleted(at, position, extent.first()).ifPresent(this::warnOfDeleted);
          start.put(at, Math.max(position, extent.first()));
        });
    return start;
  }

  private void warnOfDeleted(String text) {
    deleted = text;
    LOG.log(Level.WARNING, text);
  }

  private static Map<TopicPartition, Long> ends(Map<TopicPartition, LogExtent> extents) {
    return extents.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, extent -> extent.getValue().end()));
  }

  private static Map<TopicPartition, Long> of(String topic, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .filter(end -> end.getKey().topic().equals(topic))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
