package io.wood.ranker;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.wood.contracts.CandidatePublished;
import io.wood.kit.EventPublisher;
import io.wood.kit.Events;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Candidates from Kafka. Many are in work at once, in any order, so that the network gets batches
 * and a slow or waiting one holds up nothing but its own offset.
 */
@ApplicationScoped
class CandidatesHandler {
  private final Events events;
  private final Ranking ranking;
  private final EventPublisher publisher;

  CandidatesHandler(Events events, Ranking ranking, EventPublisher publisher) {
    this.events = events;
    this.ranking = ranking;
    this.publisher = publisher;
  }

  @Incoming("candidates-published")
  @Blocking(ordered = false, value = "ranking")
  void on(ConsumerRecord<String, byte[]> record) {
    events.handle(
        record, CandidatePublished.class, candidate -> publisher.publish(ranking.rank(candidate)));
  }
}
