package io.wood.kit.event;

import io.opentelemetry.context.Context;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import io.wood.log.CloudEventHeaders;
import io.wood.store.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Publishes events as CloudEvents in binary mode: the body is the event, the rest are headers. */
@ApplicationScoped
public class KafkaEventPublisher implements EventPublisher {
  /** Longer than the producer's delivery timeout, so that the producer reports the failure. */
  private static final Duration TIMEOUT = Duration.ofSeconds(50);

  private final MutinyEmitter<byte[]> emitter;
  private final String source;
  private final Clock clock;

  KafkaEventPublisher(
      @Channel("events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> emitter,
      @ConfigProperty(name = "wood.events.source") String source,
      Clock clock) {
    this.emitter = emitter;
    this.source = source;
    this.clock = clock;
  }

  @Override
  public void publish(Event event) {
    try {
      emitter.sendMessage(message(event)).await().atMost(TIMEOUT);
    } catch (TimeoutException | CompletionException | KafkaException | IllegalStateException e) {
      throw failure(event, e);
    }
  }

  /** Sends all of them before it waits, so that they share round trips. */
  @Override
  public void publishAll(List<? extends Event> events) {
    Map<Event, CompletableFuture<Void>> sent = new LinkedHashMap<>();
    events.forEach(
        event -> sent.put(event, emitter.sendMessage(message(event)).subscribeAsCompletionStage()));
    long end = System.nanoTime() + TIMEOUT.toNanos();
    sent.forEach(
        (event, acknowledged) -> {
          try {
            acknowledged.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
          } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw failure(event, e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(event, e);
          }
        });
  }

  private Message<byte[]> message(Event event) {
    Topic topic = Topic.of(event.getClass());
    OutgoingKafkaRecordMetadata<String> record =
        OutgoingKafkaRecordMetadata.<String>builder()
            .withTopic(topic.topicName())
            .withKey(event.key())
            .withHeaders(headers(event, topic))
            .build();
    return Message.of(
        Json.canonical(event), Metadata.of(record, TracingMetadata.withCurrent(Context.current())));
  }

  private static RuntimeException failure(Event event, Exception e) {
    String topic = Topic.of(event.getClass()).topicName();
    Throwable cause = permanent(e);
    if (cause != null) {
      return new PermanentFailure(
          "%s cannot be published on %s: %s".formatted(event.eventId(), topic, cause.getMessage()),
          cause);
    }
    // The connector throws IllegalStateException when its own retries are exhausted.
    return new TransientFailure(
        "Kafka did not acknowledge %s on %s: %s".formatted(event.eventId(), topic, e.getMessage()),
        e);
  }

  /** The failure that no retry can change, if there is one among the causes. */
  private static Throwable permanent(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof RecordTooLargeException
          || at instanceof InvalidTopicException
          || at instanceof SerializationException) {
        return at;
      }
    }
    return null;
  }

  private Headers headers(Event event, Topic topic) {
    return new RecordHeaders()
        .add(CloudEventHeaders.SPEC_VERSION, utf8("1.0"))
        .add(CloudEventHeaders.ID, utf8(event.eventId()))
        .add(CloudEventHeaders.TYPE, utf8(topic.type()))
        .add(CloudEventHeaders.SOURCE, utf8(source))
        .add(CloudEventHeaders.TIME, utf8(clock.instant().toString()))
        .add(CloudEventHeaders.CONTENT_TYPE, utf8("application/json"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
