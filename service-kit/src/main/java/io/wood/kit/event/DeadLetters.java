package io.wood.kit.event;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * Writes records that can never be handled to the dead-letter topic, with the reason in their
 * headers. A write that fails is retried in place until it succeeds: it never ends the channel, and
 * the record is not committed before its dead letter is. A record that is too large to be published
 * again is cut ({@link DeadLetter}). What fails because the service stops is left unanswered, so
 * that it comes again at the next start.
 *
 * <p>It has a producer of its own because the connector's dead-letter queue gives up after the
 * delivery timeout, and its failure then cancels the consumer.
 */
@ApplicationScoped
@Identifier(DeadLetters.NAME)
class DeadLetters implements KafkaFailureHandler.Factory {
  /** Value of the connector's {@code failure-strategy}. */
  static final String NAME = "wood-dead-letters";

  private static final Logger LOG = Logger.getLogger(DeadLetters.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final EventConsumer events;

  DeadLetters(EventConsumer events) {
    this.events = events;
  }

  @Override
  public KafkaFailureHandler create(
      KafkaConnectorIncomingConfiguration config,
      Vertx vertx,
      KafkaConsumer<?, ?> consumer,
      BiConsumer<Throwable, Boolean> reportFailure) {
    String topic =
        config
            .getDeadLetterQueueTopic()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "mp.messaging.incoming.%s.dead-letter-queue.topic is missing"
                            .formatted(config.getChannel())));
    Producer<String, byte[]> producer =
        new KafkaProducer<>(
            settings(consumer.configuration(), config.getChannel()),
            new StringSerializer(),
            new ByteArraySerializer());
    return new Handler(events, topic, producer);
  }

  private static Map<String, Object> settings(Map<String, ?> consumer, String channel) {
    Map<String, Object> settings = new HashMap<>(consumer);
    settings.keySet().retainAll(ProducerConfig.configNames());
    settings.remove(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "dead-letters-" + channel);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return settings;
  }

  /** The dead letters of one channel. */
  private record Handler(EventConsumer events, String topic, Producer<String, byte[]> producer)
      implements KafkaFailureHandler {

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> Uni<Void> handle(
        IncomingKafkaRecord<K, V> record, Throwable reason, Metadata metadata) {
      if (events.isClosing()) {
        return Uni.createFrom().nothing();
      }
      DeadLetter letter = DeadLetter.of((IncomingKafkaRecord<String, byte[]>) record, reason);
      LOG.warnf("dead letter to %s: %s", topic, reason.getMessage());
      Uni<Void> written =
          send(letter.record(topic))
              .onFailure(RecordTooLargeException.class)
              .recoverWithUni(() -> send(letter.cut().record(topic)));
      return events
          .retrying("dead letter to " + topic, written)
          .onFailure()
          .recoverWithUni(Uni.createFrom().nothing())
          .chain(() -> Uni.createFrom().completionStage(record.ack()))
          .emitOn(record::runOnMessageContext);
    }

    /** On a worker, because a producer that does not know its topic yet blocks. */
    private Uni<Void> send(ProducerRecord<String, byte[]> letter) {
      return Uni.createFrom()
          .<Void>emitter(
              emitter -> {
                try {
                  Future<?> unused =
                      producer.send(
                          letter,
                          (sent, failure) -> {
                            if (failure == null) {
                              emitter.complete(null);
                            } else {
                              emitter.fail(failure);
                            }
                          });
                } catch (KafkaException e) {
                  emitter.fail(e);
                }
              })
          .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    @Override
    public void terminate() {
      producer.close(CLOSE_TIMEOUT);
    }
  }
}
