package io.wood.kit.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.wood.contracts.api.ProblemDetail;
import io.wood.kit.problem.ProblemResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks every request, pages included. With sign-in, a user needs the role for the request.
 * Without, the service listens on this machine only and answers only requests whose host is this
 * machine, so that a page of another site cannot reach it by DNS rebinding.
 */
@ApplicationScoped
class AccessPolicy implements HttpSecurityPolicy {
  private static final String API = "/api/";

  private final CurrentUser access;

  AccessPolicy(CurrentUser access) {
    this.access = access;
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext request, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
    Optional<ProblemDetail> refusal = refusal(request);
    if (refusal.isPresent()) {
      return answered(request, refusal.get());
    }
    Set<Role> required =
        access.signIn()
            ? access.rules().required(request.request().method().name(), request.normalizedPath())
            : Set.of();
    return required.isEmpty()
        ? CheckResult.permit()
        : identity.flatMap(caller -> check(request, caller, required));
  }

  private Optional<ProblemDetail> refusal(RoutingContext request) {
    String authority = String.valueOf(request.request().authority());
    if (!access.answersTo(authority)) {
      return Optional.of(
          ProblemResponse.detail(
              Status.FORBIDDEN,
              access.onLoopback()
                  ? "this service answers to localhost only, not to '%s'; sign-in (quarkus.oidc.*) or wood.access.open=true opens it"
                      .formatted(authority)
                  : "this service does not answer to the name '%s'; list it in wood.access.hosts"
                      .formatted(authority)));
    }
    boolean foreign =
        !AccessRules.reads(request.request().method().name())
            && RequestOrigin.isForeign(
                request.request().getHeader("Sec-Fetch-Site"),
                request.request().getHeader("Origin"),
                authority);
    return foreign
        ? Optional.of(
            ProblemResponse.detail(Status.FORBIDDEN, "a page of another site may not do this"))
        : Optional.empty();
  }

  private Uni<CheckResult> check(
      RoutingContext request, SecurityIdentity caller, Set<Role> required) {
    if (caller.isAnonymous()) {
      // A page leads to the sign-in; a program or a script could not follow.
      return request.normalizedPath().startsWith(API)
          ? answered(
              request,
              ProblemResponse.detail(Status.UNAUTHORIZED, "sign in, or send a bearer token"))
          : CheckResult.deny();
    }
    return required.stream().map(Role::text).anyMatch(caller::hasRole)
        ? CheckResult.permit()
        : answered(
            request,
            ProblemResponse.detail(
                Status.FORBIDDEN,
                "%s needs the role %s and has %s"
                    .formatted(
                        caller.getPrincipal().getName(), names(required), caller.getRoles())));
  }

  private static String names(Set<Role> roles) {
    return roles.stream().sorted().map(Role::text).collect(Collectors.joining(" or "));
  }

  /** Answers the request here, so the check never completes. */
  private Uni<CheckResult> answered(RoutingContext request, ProblemDetail problem) {
    ProblemResponse.send(request.response(), problem);
    return Uni.createFrom().nothing();
  }
}
