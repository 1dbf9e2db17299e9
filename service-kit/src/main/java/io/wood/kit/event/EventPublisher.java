package io.wood.kit.event;

import io.wood.contracts.event.Event;
import java.util.List;

/** Publishes events to the other services. */
public interface EventPublisher {

  /**
   * Publishes on the event's own topic and returns when Kafka has acknowledged.
   *
   * @throws TransientFailure when Kafka does not acknowledge in time
   * @throws PermanentFailure when Kafka can never take the event, such as one that is too large
   */
  void publish(Event event);

  /** Publishes many events; on a failure some of them may be published. */
  default void publishAll(List<? extends Event> events) {
    events.forEach(this::publish);
  }
}
