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

/** Consumes trained classifiers and refinement tasks. */
@ApplicationScoped
class RefinerHandlers {
  private final EventConsumer events;
  private final RequestRefinement requestRefinement;
  private final RefineImage refineImage;

  RefinerHandlers(
      EventConsumer events, RequestRefinement requestRefinement, RefineImage refineImage) {
    this.events = events;
    this.requestRefinement = requestRefinement;
    this.refineImage = refineImage;
  }

  @Incoming("classifiers-trained")
  @Blocking
  void trained(ConsumerRecord<String, byte[]> record) {
    events.handle(record, ClassifierTrained.class, requestRefinement::of);
  }

  @Incoming("refinement-tasks")
  @Blocking(value = "refine", ordered = false)
  void task(ConsumerRecord<String, byte[]> record) {
    events.handle(record, RefinementTask.class, refineImage::handle);
  }
}
