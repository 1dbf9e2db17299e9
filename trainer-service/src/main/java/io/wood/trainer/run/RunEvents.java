package io.wood.trainer.run;

import io.wood.contracts.event.Event;
import io.wood.contracts.event.TrainingProgressed;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.ProgressPublisher;
import java.util.Objects;

/** Publishes the events of runs. Progress is best effort; every other event must arrive. */
public final class RunEvents {
  private final EventPublisher publisher;
  private final ProgressPublisher progress;

  /**
   * Events of all runs of this process.
   *
   * @param publisher retries until the event is written
   * @param progress drops events while Kafka is slow or down
   */
  public RunEvents(EventPublisher publisher, ProgressPublisher progress) {
    this.publisher = Objects.requireNonNull(publisher, "publisher");
    this.progress = Objects.requireNonNull(progress, "progress");
  }

  void publish(Event event) {
    publisher.publish(event);
  }

  void offer(TrainingProgressed event) {
    progress.offer(event);
  }

  /** Publishes the final progress event of a run, after all earlier ones. */
  void publishLast(TrainingProgressed event) {
    progress.flush();
    publisher.publish(event);
  }
}
