package io.wood.ranker;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.wood.contracts.event.CandidatePublished;
import io.wood.kit.event.EventConsumer;
import io.wood.ranker.rank.RankOnce;
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
  private final RankOnce ranking;

  CandidatesHandler(EventConsumer events, RankOnce ranking) {
    this.events = events;
    this.ranking = ranking;
  }

  @Incoming("candidates-published")
  @Blocking(ordered = false, value = "ranking")
  void on(ConsumerRecord<String, byte[]> record) {
    events.handle(record, CandidatePublished.class, ranking);
  }
}
