package io.wood.ranker;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.wood.contracts.event.CandidatePublished;
import io.wood.kit.event.EventConsumer;
import io.wood.kit.event.EventPublisher;
import io.wood.ranker.rank.CandidateRanker;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Consumes candidates from Kafka. Many are processed at the same time, in any order, so that the
 * network gets batches and a slow candidate delays only its own offset.
 */
@ApplicationScoped
class CandidatesHandler {
  private final EventConsumer events;
  private final CandidateRanker ranker;
  private final EventPublisher publisher;

  CandidatesHandler(EventConsumer events, CandidateRanker ranker, EventPublisher publisher) {
    this.events = events;
    this.ranker = ranker;
    this.publisher = publisher;
  }

  @Incoming("candidates-published")
  @Blocking(ordered = false, value = "ranking")
  void on(ConsumerRecord<String, byte[]> record) {
    events.handle(
        record, CandidatePublished.class, candidate -> publisher.publish(ranker.rank(candidate)));
  }
}
