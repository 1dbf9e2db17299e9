package io.wood.curation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.wood.curation.status.CandidateOutcomes;
import io.wood.curation.status.StatusFeed;
import io.wood.curation.status.StatusStore;
import io.wood.curation.webhook.InstrumentedSender;
import io.wood.curation.webhook.WebhookClient;
import io.wood.curation.webhook.WebhookFeed;
import io.wood.curation.webhook.WebhookTarget;
import io.wood.kit.thread.BackgroundThreads;
import io.wood.store.Backoff;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Delivers to the webhooks of the settings, from the start of the service to its end. */
@ApplicationScoped
class WebhookLifecycle {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), Integer.MAX_VALUE);

  private final List<WebhookFeed> feeds;

  WebhookLifecycle(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      BackgroundThreads threads,
      StatusStore status,
      StatusFeed view,
      CurationConfig config,
      MeterRegistry meters,
      Clock clock) {
    List<WebhookTarget> targets = targets(config);
    this.feeds =
        targets.stream()
            .map(target -> feed(target, kafka, status, view, config, meters, clock))
            .toList();
    feeds.forEach(threads::add);
  }

  /** The webhooks of the settings. */
  static List<WebhookTarget> targets(CurationConfig config) {
    List<WebhookTarget> targets =
        config.webhooks().stream()
            .map(one -> new WebhookTarget(one.source(), one.url(), one.secret(), one.internal()))
            .toList();
    if (targets.stream().map(WebhookTarget::source).distinct().count() < targets.size()) {
      throw new IllegalArgumentException(
          "wood.curation.webhooks names a source twice: %s; give each source one webhook"
              .formatted(targets));
    }
    return targets;
  }

  private static WebhookFeed feed(
      WebhookTarget target,
      Map<String, Object> kafka,
      StatusStore status,
      StatusFeed view,
      CurationConfig config,
      MeterRegistry meters,
      Clock clock) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.putAll(WebhookFeed.settings(target.source()));
    Counter givenUp =
        Counter.builder("wood.curation.webhooks.dropped")
            .description("Events that were not delivered in time and are not tried any more")
            .tag("source", target.source())
            .register(meters);
    return new WebhookFeed(
        target.source(),
        () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()),
        new CandidateOutcomes(status, view.follower()::isCaughtUp),
        new InstrumentedSender(new WebhookClient(target, clock, TIMEOUT), meters, target.source()),
        givenUp::increment,
        BACKOFF,
        config.webhookRetry(),
        clock);
  }

  void onStart(@Observes StartupEvent event) {
    feeds.forEach(WebhookFeed::start);
  }

  void onStop(@Observes ShutdownEvent event) {
    feeds.forEach(WebhookFeed::stop);
    feeds.forEach(WebhookFeed::close);
  }
}
