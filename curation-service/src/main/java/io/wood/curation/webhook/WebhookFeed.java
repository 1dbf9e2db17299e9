package io.wood.curation.webhook;

import io.wood.contracts.api.curation.CandidateOutcome;
import io.wood.curation.status.CandidateOutcomes;
import io.wood.curation.webhook.WebhookSender.Attempt;
import io.wood.kit.thread.BackgroundThread;
import io.wood.log.EventRecords;
import io.wood.store.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.jboss.logging.Logger;

/**
 * Delivers what becomes of a source's candidates to its webhook, at least once and in the order of
 * the log, on a thread of its own: a receiver that hangs delays nobody else. Replicas share the
 * partitions. What fails is tried again with growing pauses, and given up after a time, so that one
 * event which the receiver cannot take does not block the next ones for ever. A receiver that
 * answers 410 gets nothing more until the service restarts.
 */
public final class WebhookFeed implements BackgroundThread, AutoCloseable {
  /** Beginning of the consumer groups; the name of the source follows. */
  static final String GROUP_PREFIX = "curation-service.webhooks.";

  private static final Logger LOG = Logger.getLogger(WebhookFeed.class);
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration VIEW_PAUSE = Duration.ofMillis(100);
  private static final Duration RECONNECT = Duration.ofSeconds(5);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
  private static final int MAX_RECORDS = 100;

  private final String source;
  private final Supplier<Consumer<String, byte[]>> connect;
  private final CandidateOutcomes outcomes;
  private final WebhookSender sender;
  private final Runnable givenUp;
  private final Backoff backoff;
  private final Duration retry;
  private final Clock clock;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile String problem;
  private volatile String gone;
  private int failures;
  private Instant due = Instant.MIN;
  private ConsumerRecord<String, byte[]> trying;
  private Instant firstTry;

  /**
   * Delivers from {@link #start} on.
   *
   * @param connect opens a consumer with {@link #settings}
   * @param givenUp called for each event that is not tried any more
   * @param backoff pauses between tries
   * @param retry how long an event is tried
   */
  public WebhookFeed(
      String source,
      Supplier<Consumer<String, byte[]>> connect,
      CandidateOutcomes outcomes,
      WebhookSender sender,
      Runnable givenUp,
      Backoff backoff,
      Duration retry,
      Clock clock) {
    this.source = source;
    this.connect = connect;
    this.outcomes = outcomes;
    this.sender = sender;
    this.givenUp = givenUp;
    this.backoff = backoff;
    this.retry = retry;
    this.clock = clock;
    this.thread = new Thread(this::run, "webhook " + source);
    this.thread.setDaemon(true);
  }

  /** Settings of the consumer. The partitions of one number go to one replica. */
  public static Map<String, Object> settings(String source) {
    return Map.of(
        ConsumerConfig.GROUP_ID_CONFIG,
        GROUP_PREFIX + source,
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        "read_committed",
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
        false,
        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
        30_000,
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        MAX_RECORDS,
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        RangeAssignor.class.getName());
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  @Override
  public String name() {
    return thread.getName();
  }

  @Override
  public boolean isAlive() {
    return isClosed() || thread.isAlive() || thread.getState() == Thread.State.NEW;
  }

  @Override
  public Optional<String> problem() {
    return Optional.ofNullable(problem).or(() -> Optional.ofNullable(gone));
  }

  /** Begins to end: the attempt in work is the last. */
  public void stop() {
    closing.countDown();
  }

  @Override
  public void close() {
    stop();
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
      } catch (RuntimeException e) {
        if (!isClosed()) {
          report(e.toString());
          pause();
        }
      }
    }
  }

  private void pause() {
    try {
      closing.await(RECONNECT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }

  private void follow() {
    try (Consumer<String, byte[]> connected = connect.get()) {
      WebhookQueue queue = new WebhookQueue(connected, clock);
      Duration wait = IDLE;
      while (!isClosed()) {
        queue.poll(wait);
        if (queue.head() == null) {
          problem = null;
        }
        wait = deliver(queue);
      }
      queue.commit();
    }
  }

  /**
   * Passes over what does not concern the source, and tries once: the broker is asked between two
   * tries.
   *
   * @return how long the next poll may wait
   */
  private Duration deliver(WebhookQueue queue) {
    while (!isClosed() && queue.head() != null) {
      ConsumerRecord<String, byte[]> record = queue.head();
      if (!outcomes.isReadable(record)) {
        return VIEW_PAUSE;
      }
      Optional<CandidateOutcome> outcome =
          gone == null ? outcomes.of(record, source) : Optional.empty();
      if (outcome.isEmpty()) {
        queue.headDone();
      } else {
        Duration rest = Duration.between(clock.instant(), due);
        if (rest.compareTo(Duration.ZERO) > 0) {
          return rest.compareTo(IDLE) < 0 ? rest : IDLE;
        }
        if (isEnded(record, sender.send(outcome.get()))) {
          queue.headDone();
        }
        return Duration.ZERO;
      }
    }
    return IDLE;
  }

  private boolean isEnded(ConsumerRecord<String, byte[]> record, Attempt attempt) {
    Instant now = clock.instant();
    if (record != trying) {
      trying = record;
      firstTry = now;
    }
    return switch (attempt.result()) {
      case DELIVERED -> {
        failures = 0;
        problem = null;
        yield true;
      }
      case GONE -> {
        gone = attempt.detail() + "; nothing more is sent until the service restarts";
        problem = null;
        LOG.warnf("%s: %s", name(), gone);
        yield true;
      }
      case FAILED -> {
        failures++;
        due = now.plus(backoff.after(failures));
        report(attempt.detail());
        yield isGivenUp(record, now);
      }
    };
  }

  private boolean isGivenUp(ConsumerRecord<String, byte[]> record, Instant now) {
    if (!now.isAfter(firstTry.plus(retry))) {
      return false;
    }
    LOG.warnf("%s: %s is given up after %s", name(), EventRecords.place(record), retry);
    givenUp.run();
    return true;
  }

  /** The same problem again and again is one line in the log. */
  private void report(String text) {
    LOG.log(text.equals(problem) ? Logger.Level.DEBUG : Logger.Level.WARN, name() + ": " + text);
    problem = text;
  }
}
