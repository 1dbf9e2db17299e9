package io.wood.ranker;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.wood.contracts.event.CandidatePublished;
import io.wood.kit.event.EventConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Consumes candidates from Kafka. Many are processed at the same time, in any order, so that the
 * network gets batches and a slow candidate delays only its own offset.
 */
@ApplicationScoped
class CandidatesHandler {
  private final EventConsumer events;
  private final Consumer<CandidatePublished> ranking;

  CandidatesHandler(
      EventConsumer events, @Identifier("candidates") Consumer<CandidatePublished> ranking) {
    this.events = events;
    this.ranking = ranking;
  }

  @Incoming("candidates-published")
  @Blocking(ordered = false, value = "ranking")
  void on(ConsumerRecord<String, byte[]> record) {
    events.handle(record, CandidatePublished.class, ranking);
  }
}
