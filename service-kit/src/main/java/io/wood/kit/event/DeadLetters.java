package io.wood.kit.event;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * Dead letters for records that can never be handled, and for those alone: whatever fails because
 * the service is stopping is left unanswered, so that it comes again at the next start.
 */
@ApplicationScoped
@Identifier(DeadLetters.NAME)
class DeadLetters implements KafkaFailureHandler.Factory {
  /** Value of the connector's {@code failure-strategy}. */
  static final String NAME = "wood-dead-letters";

  private final KafkaFailureHandler.Factory deadLetterQueue;
  private final EventConsumer events;

  DeadLetters(
      @Identifier("dead-letter-queue") KafkaFailureHandler.Factory deadLetterQueue,
      EventConsumer events) {
    this.deadLetterQueue = deadLetterQueue;
    this.events = events;
  }

  @Override
  public KafkaFailureHandler create(
      KafkaConnectorIncomingConfiguration config,
      Vertx vertx,
      KafkaConsumer<?, ?> consumer,
      BiConsumer<Throwable, Boolean> reportFailure) {
    KafkaFailureHandler queue = deadLetterQueue.create(config, vertx, consumer, reportFailure);
    return new KafkaFailureHandler() {
      @Override
      public <K, V> Uni<Void> handle(
          IncomingKafkaRecord<K, V> record, Throwable reason, Metadata metadata) {
        return events.isClosing()
            ? Uni.createFrom().nothing()
            : queue.handle(record, reason, metadata);
      }

      @Override
      public void terminate() {
        queue.terminate();
      }
    };
  }
}
