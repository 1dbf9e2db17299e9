package io.wood.kit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A service that people sign in to, by a provider of the test's own. */
public class SignInResource implements QuarkusTestResourceLifecycleManager {
  private SignInServer server;

  @Override
  public Map<String, String> start() {
    server = SignInServer.start();
    return Map.of(
        "quarkus.oidc.tenant-enabled", "true",
        "quarkus.oidc.auth-server-url", server.issuer(),
        "quarkus.oidc.client-id", "wood",
        "quarkus.oidc.credentials.secret", "a secret of the test, of 32 characters or more");
  }

  @Override
  public void stop() {
    if (server != null) {
      server.close();
    }
  }
}
