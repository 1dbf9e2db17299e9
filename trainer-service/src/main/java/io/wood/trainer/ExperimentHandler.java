package io.wood.trainer;

import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.kit.event.EventConsumer;
import io.wood.trainer.experiment.RegisterExperiment;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes experiment requests. */
@ApplicationScoped
class ExperimentHandler {
  private final EventConsumer events;
  private final RegisterExperiment register;

  ExperimentHandler(EventConsumer events, RegisterExperiment register) {
    this.events = events;
    this.register = register;
  }

  @Incoming("experiments-requested")
  @Blocking
  void on(ConsumerRecord<String, byte[]> record) {
    events.handle(record, ExperimentRequested.class, register::register);
  }
}
