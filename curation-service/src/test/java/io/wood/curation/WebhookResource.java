package io.wood.curation;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.wood.curation.webhook.Receiver;
import java.util.Map;

/** A receiver of webhooks for one of the sources of {@link CurationIT}. */
public class WebhookResource implements QuarkusTestResourceLifecycleManager {
  private Receiver receiver;

  @Override
  public Map<String, String> start() {
    receiver = new Receiver();
    String prefix = "wood.curation.webhooks[0].";
    return Map.of(
        prefix + "source", "crawler",
        prefix + "url", receiver.url().toString(),
        prefix + "secret", "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz",
        prefix + "internal", "true");
  }

  @Override
  public void stop() {
    receiver.close();
  }
}
