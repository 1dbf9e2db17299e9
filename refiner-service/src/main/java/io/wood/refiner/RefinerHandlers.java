package io.wood.refiner;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.RefinementTask;
import io.wood.kit.event.EventConsumer;
import io.wood.refiner.request.RequestRefinement;
import io.wood.refiner.stage.RefineImage;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The edge to Kafka. */
@ApplicationScoped
public class RefinerHandlers {
  private final EventConsumer events;
  private final RequestRefinement request;
  private final RefineImage refine;

  RefinerHandlers(EventConsumer events, RequestRefinement request, RefineImage refine) {
    this.events = events;
    this.request = request;
    this.refine = refine;
  }

  @Incoming("classifiers-trained")
  @Blocking
  void trained(ConsumerRecord<String, byte[]> record) {
    events.handle(record, ClassifierTrained.class, request::of);
  }

  @Incoming("refinement-tasks")
  @Blocking(value = "refine", ordered = false)
  void task(ConsumerRecord<String, byte[]> record) {
    events.handle(record, RefinementTask.class, refine::handle);
  }
}
