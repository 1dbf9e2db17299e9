package io.wood.kit.event;

import io.quarkus.runtime.ShutdownEvent;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import io.wood.store.Backoff;
import io.wood.store.CorruptObjectException;
import io.wood.store.InvalidJsonException;
import io.wood.store.Json;
import io.wood.store.MissingObjectException;
import io.wood.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/**
 * The way in for events. What fails for now is tried again where it stands, for as long as it takes
 * (its partition waits, so order is kept); what can never work is thrown, and the channel puts the
 * record on the dead-letter topic with the reason.
 */
@ApplicationScoped
public class EventConsumer {
  private static final Logger LOG = Logger.getLogger(EventConsumer.class);
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15), Integer.MAX_VALUE);

  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * The event in a record.
   *
   * @throws PermanentFailure naming topic, partition, offset and what is wrong
   */
  public <E extends Event> E read(ConsumerRecord<String, byte[]> record, Class<E> type) {
    if (record.value() == null || record.value().length == 0) {
      throw new PermanentFailure(place(record) + ": the record is empty");
    }
    String expected = Topic.of(type).type();
    Header declared = record.headers().lastHeader(CloudEventHeaders.TYPE);
    if (declared != null && !expected.equals(text(declared))) {
      throw new PermanentFailure(
          "%s: ce_type is '%s', this topic carries '%s'"
              .formatted(place(record), text(declared), expected));
    }
    try {
      return Json.read(record.value(), type);
    } catch (InvalidJsonException e) {
      throw new PermanentFailure(place(record) + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads the event and runs the use case on it.
   *
   * @throws PermanentFailure when no retry will help
   */
  public <E extends Event> void handle(
      ConsumerRecord<String, byte[]> record, Class<E> type, Consumer<E> useCase) {
    E event = read(record, type);
    retrying(place(record), () -> useCase.accept(event));
  }

  /**
   * Runs work, again and again while it fails for now.
   *
   * @param what for people: what the work is about
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
      } catch (OutOfMemoryError e) {
        // Too much at once is no fault of this record: others that were in work free memory.
        Duration delay = BACKOFF.after(failures);
        LOG.errorf(
            e, "%s: try %d ran out of memory, next in %d ms", what, failures, delay.toMillis());
        pause(delay);
      } catch (MissingObjectException | CorruptObjectException e) {
        throw new PermanentFailure(what + ": " + e.getMessage(), e);
      }
    }
  }

  void onShutdown(@Observes ShutdownEvent event) {
    closing.countDown();
  }

  /** True once the service is stopping: what fails from now on may be in order. */
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

  static String place(ConsumerRecord<?, ?> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }

  private static String text(Header header) {
    return header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
