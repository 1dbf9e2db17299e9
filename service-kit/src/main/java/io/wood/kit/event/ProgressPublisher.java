package io.wood.kit.event;

import io.wood.contracts.event.Event;
import io.wood.kit.thread.LatestValueDispatcher;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Publishes progress, which is best effort: the work never waits for Kafka, and while Kafka is slow
 * or away only the latest event is kept.
 */
public final class ProgressPublisher {
  private static final Logger LOG = Logger.getLogger(ProgressPublisher.class);

  private final LatestValueDispatcher<Event> latest;

  /**
   * Publishes on another thread.
   *
   * @param executor must have one thread, or events may arrive out of order
   */
  public ProgressPublisher(EventPublisher events, Executor executor) {
    this.latest = new LatestValueDispatcher<>(executor, event -> publish(events, event));
  }

  /** Publishes an event soon, unless a newer one comes first. */
  public void offer(Event event) {
    latest.offer(event);
  }

  /** Waits until every event offered so far is published or dropped. */
  public void flush() {
    latest.flush();
  }

  private static void publish(EventPublisher events, Event event) {
    try {
      events.publish(event);
    } catch (TransientFailure | PermanentFailure e) {
      LOG.warnf("dropped progress event %s: %s", event.eventId(), e.getMessage());
    }
  }
}
