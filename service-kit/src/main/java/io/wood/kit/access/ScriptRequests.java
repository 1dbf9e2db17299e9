package io.wood.kit.access;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** A script whose session is over gets an answer of its own: it could not follow to the sign-in. */
@ApplicationScoped
class ScriptRequests implements JavaScriptRequestChecker {
  @Override
  public boolean isJavaScriptRequest(RoutingContext context) {
    return context.normalizedPath().startsWith("/api/")
        && !"navigate".equals(context.request().getHeader("Sec-Fetch-Mode"));
  }
}
