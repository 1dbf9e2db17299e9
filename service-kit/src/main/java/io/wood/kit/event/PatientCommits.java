package io.wood.kit.event;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.ContextHolder;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Context;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The connector's commits, but for one thing: the first record of a partition waits until the
 * broker says what is committed of it, however long the broker is away. The connector asks once,
 * and a timeout would end the channel for good.
 */
@ApplicationScoped
@Identifier(PatientCommits.NAME)
class PatientCommits implements KafkaCommitHandler.Factory {
  /** Value of the connector's {@code commit-strategy}. */
  static final String NAME = "wood-throttled";

  private final KafkaCommitHandler.Factory throttled;
  private final EventConsumer events;

  PatientCommits(
      @Identifier(KafkaCommitHandler.Strategy.THROTTLED) KafkaCommitHandler.Factory throttled,
      EventConsumer events) {
    this.throttled = throttled;
    this.events = events;
  }

  @Override
  public KafkaCommitHandler create(
      KafkaConnectorIncomingConfiguration config,
      Vertx vertx,
      KafkaConsumer<?, ?> consumer,
      BiConsumer<Throwable, Boolean> reportFailure) {
    return new Handler(
        vertx,
        throttled.create(config, vertx, consumer, reportFailure),
        events,
        config.getChannel());
  }

  /** The commits of one channel. */
  static final class Handler extends ContextHolder implements KafkaCommitHandler {
    private final KafkaCommitHandler delegate;
    private final EventConsumer events;
    private final String channel;

    Handler(Vertx vertx, KafkaCommitHandler delegate, EventConsumer events, String channel) {
      super(vertx, 0);
      this.delegate = delegate;
      this.events = events;
      this.channel = channel;
    }

    @Override
    public void capture(Context context) {
      capture(context.getDelegate());
    }

    @Override
    public void capture(io.vertx.core.Context context) {
      super.capture(context);
      if (delegate instanceof ContextHolder holder) {
        holder.capture(context);
      }
    }

    @Override
    public <K, V> Uni<IncomingKafkaRecord<K, V>> received(IncomingKafkaRecord<K, V> record) {
      return events.retrying(
          channel + ": what is committed of partition " + record.getPartition() + " is not known",
          delegate.received(record));
    }

    @Override
    public <K, V> Multi<IncomingKafkaRecord<K, V>> decorateStream(
        Multi<IncomingKafkaRecord<K, V>> stream) {
      return delegate.decorateStream(stream);
    }

    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
      return delegate.handle(record);
    }

    @Override
    public void partitionsAssigned(Collection<TopicPartition> partitions) {
      delegate.partitionsAssigned(partitions);
    }

    @Override
    public void partitionsRevoked(Collection<TopicPartition> partitions) {
      delegate.partitionsRevoked(partitions);
    }

    @Override
    public void terminate(boolean graceful) {
      delegate.terminate(graceful);
    }
  }
}
