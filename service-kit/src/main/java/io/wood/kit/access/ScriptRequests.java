package io.wood.kit.access;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Recognises requests of scripts: they get a status instead of a redirect to the sign-in. */
@ApplicationScoped
class ScriptRequests implements JavaScriptRequestChecker {
  @Override
  public boolean isJavaScriptRequest(RoutingContext context) {
    return context.normalizedPath().startsWith("/api/")
        && !"navigate".equals(context.request().getHeader("Sec-Fetch-Mode"));
  }
}
