package io.wood.kit.event;

import io.opentelemetry.api.trace.Span;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.wood.contracts.event.Event;
import io.wood.log.EventRecords;
import io.wood.log.UnreadableEventException;
import io.wood.store.Backoff;
import io.wood.store.CorruptObjectException;
import io.wood.store.MissingObjectException;
import io.wood.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Consumes events. Transient failures are retried in place until they succeed (the partition waits,
 * so order is kept); permanent failures are thrown, and the channel puts the record on the
 * dead-letter topic with the reason.
 */
@ApplicationScoped
public class EventConsumer {
  private static final Logger LOG = Logger.getLogger(EventConsumer.class);
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15), Integer.MAX_VALUE);

  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * Reads the event in a record.
   *
   * @throws PermanentFailure naming topic, partition, offset and what is wrong
   */
  public <E extends Event> E read(ConsumerRecord<String, byte[]> record, Class<E> type) {
    try {
      return EventRecords.read(record, type);
    } catch (UnreadableEventException e) {
      throw new PermanentFailure(e.getMessage(), e);
    }
  }

  /**
   * Reads the event and runs the use case on it. Meanwhile the log's lines and the trace carry the
   * event's id and key (the image, experiment or refinement that it is about).
   *
   * @throws PermanentFailure when no retry will help
   */
  public <E extends Event> void handle(
      ConsumerRecord<String, byte[]> record, Class<E> type, Consumer<E> useCase) {
    E event = read(record, type);
    MDC.put("event", event.eventId());
    MDC.put("key", event.key());
    Span.current()
        .setAttribute("wood.event", event.eventId())
        .setAttribute("wood.key", event.key());
    try {
      retrying(EventRecords.place(record), () -> useCase.accept(event));
    } finally {
      MDC.remove("event");
      MDC.remove("key");
    }
  }

  /**
   * Runs work until it succeeds or fails for good.
   *
   * @param what names the work in the log
   * @throws PermanentFailure when an object is missing or corrupt
   */
  public void retrying(String what, Runnable work) {
    for (int failures = 1; ; failures++) {
      try {
        work.run();
        return;
      } catch (StoreUnavailableException | TransientFailure e) {
        Duration delay = BACKOFF.after(failures);
        LOG.warnf("%s: try %d failed, next in %d ms: %s", what, failures, delay.toMillis(), e);
        pause(delay);
      } catch (OutOfMemoryError | InternalError | LinkageError e) {
        // No fault of this record: too much at once, or a process that lacks a library.
        Duration delay = BACKOFF.after(failures);
        LOG.errorf(
            e,
            "%s: try %d met a fault of this process, next in %d ms",
            what,
            failures,
            delay.toMillis());
        pause(delay);
      } catch (MissingObjectException | CorruptObjectException e) {
        throw new PermanentFailure(what + ": " + e.getMessage(), e);
      }
    }
  }

  /**
   * The same for work that does not block: whatever fails is tried again until the service stops.
   */
  <T> Uni<T> retrying(String what, Uni<T> work) {
    return work.onFailure()
        .invoke(e -> LOG.warnf("%s: %s; trying again", what, e))
        .onFailure(e -> !isClosing())
        .retry()
        .withBackOff(BACKOFF.first(), BACKOFF.max())
        .indefinitely();
  }

  void onShutdown(@Observes ShutdownEvent event) {
    closing.countDown();
  }

  /** True once the service is stopping: failures from now on may be caused by that. */
  boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void pause(Duration delay) {
    try {
      if (closing.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new InterruptedWorkException("the service is stopping");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedWorkException("interrupted");
    }
  }
}
