package io.wood.kit.event;

import io.wood.contracts.event.Event;

/** Tells the other services what happened. */
public interface EventPublisher {

  /**
   * Publishes on the event's own topic and returns when Kafka has acknowledged.
   *
   * @throws TransientFailure when Kafka does not acknowledge in time
   */
  void publish(Event event);
}
