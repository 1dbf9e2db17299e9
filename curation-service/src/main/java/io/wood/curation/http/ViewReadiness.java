package io.wood.curation.http;

import io.wood.curation.view.ViewFeed;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the view holds what stood in the log when the service started. */
@Readiness
@ApplicationScoped
class ViewReadiness implements HealthCheck {
  private final ViewFeed feed;

  ViewReadiness(ViewFeed feed) {
    this.feed = feed;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("curation view").status(feed.isCaughtUp()).build();
  }
}
