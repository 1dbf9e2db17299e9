package io.wood.curation.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wood.contracts.api.curation.CandidateOutcome;
import java.util.Locale;

/** A sender that records each attempt. */
public final class InstrumentedSender implements WebhookSender {
  private final WebhookSender delegate;
  private final MeterRegistry meters;
  private final String source;

  public InstrumentedSender(WebhookSender delegate, MeterRegistry meters, String source) {
    this.delegate = delegate;
    this.meters = meters;
    this.source = source;
  }

  @Override
  public Attempt send(CandidateOutcome outcome) {
    Timer.Sample sample = Timer.start(meters);
    Attempt attempt = delegate.send(outcome);
    sample.stop(
        Timer.builder("wood.curation.webhooks")
            .description("Attempts to deliver to the webhook of a source")
            .tag("source", source)
            .tag("outcome", attempt.result().name().toLowerCase(Locale.ROOT))
            .register(meters));
    return attempt;
  }
}
