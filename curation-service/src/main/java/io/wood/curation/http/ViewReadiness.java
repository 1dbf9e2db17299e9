package io.wood.curation.http;

import io.wood.curation.view.ViewFeed;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports ready when the view contains everything that was in the log at the start. */
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
