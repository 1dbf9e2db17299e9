package io.wood.kit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.commit.ContextHolder;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Context;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatientCommitsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final EventConsumer events = new EventConsumer();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void close() {
    vertx.closeAndAwait();
  }

  @Test
  void asksAgainWhatIsCommittedUntilTheBrokerAnswers() {
    IncomingKafkaRecord<String, byte[]> record = record();

    assertThat(handler(2).received(record).await().atMost(LIMIT)).isSameAs(record);
    assertThat(asked).hasValue(3);
  }

  @Test
  void asksNoMoreOnceTheServiceStops() {
    events.onShutdown(new ShutdownEvent());

    assertThatThrownBy(() -> handler(2).received(record()).await().atMost(LIMIT))
        .isInstanceOf(TimeoutException.class);
    assertThat(asked).hasValue(1);
  }

  @Test
  void givesTheContextOfTheChannelToTheCommits() {
    Holder holder = new Holder(vertx);
    PatientCommits.Handler handler =
        new PatientCommits.Handler(vertx, holder, events, "candidates");

    handler.capture(vertx.getDelegate().getOrCreateContext());
    assertThat(holder.getContext()).isNotNull();
    Context context = vertx.getOrCreateContext();
    handler.capture(context);
    assertThat(holder.getContext().getDelegate()).isSameAs(context.getDelegate());
    assertThat(handler.getContext().getDelegate()).isSameAs(context.getDelegate());
  }

  /** Commits in a context, as those of the connector. */
  private static final class Holder extends ContextHolder implements KafkaCommitHandler {
    Holder(Vertx vertx) {
      super(vertx, 1000);
    }

    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
      return Uni.createFrom().voidItem();
    }
  }

  /** Commits that fail so many times first. */
  private PatientCommits.Handler handler(int failures) {
    KafkaCommitHandler failing =
        new KafkaCommitHandler() {
          @Override
          public <K, V> Uni<IncomingKafkaRecord<K, V>> received(IncomingKafkaRecord<K, V> record) {
            return Uni.createFrom()
                .item(asked::incrementAndGet)
                .map(
                    time -> {
                      if (time <= failures) {
                        throw new TimeoutException("the broker is away");
                      }
                      return record;
                    });
          }

          @Override
          public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
            return Uni.createFrom().voidItem();
          }
        };
    return new PatientCommits.Handler(vertx, failing, events, "candidates");
  }

  private static IncomingKafkaRecord<String, byte[]> record() {
    return new IncomingKafkaRecord<>(
        new ConsumerRecord<>("topic", 4, 0, "key", new byte[0]),
        "candidates",
        0,
        null,
        null,
        false);
  }
}
