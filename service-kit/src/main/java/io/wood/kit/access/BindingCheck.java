package io.wood.kit.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start a service that is open to the network by mistake. */
@ApplicationScoped
class BindingCheck {
  private final CurrentUser access;
  private final String host;

  BindingCheck(CurrentUser access, @ConfigProperty(name = "quarkus.http.host") String host) {
    this.access = access;
    this.host = host;
  }

  void onStart(@Observes StartupEvent event) {
    check(access.onLoopback(), host);
  }

  static void check(boolean onLoopback, String host) {
    if (onLoopback && !RequestOrigin.isLoopback(host)) {
      throw new IllegalStateException(
          """
          quarkus.http.host is %s, so other machines could reach this service without sign-in. Set \
          quarkus.oidc.tenant-enabled=true with quarkus.oidc.auth-server-url, or \
          quarkus.http.host=127.0.0.1, or, where everyone who reaches it may do everything, \
          wood.access.open=true."""
              .formatted(host));
    }
  }
}
