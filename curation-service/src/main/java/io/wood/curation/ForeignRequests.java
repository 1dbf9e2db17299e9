package io.wood.curation;

import io.wood.kit.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses changes that a page of another site could make a browser send: browsers add no header of
 * ours to such a request without asking, and nobody answers them.
 */
class ForeignRequests {
  /** Any value will do; programs name themselves. */
  static final String HEADER = "X-Wood-Client";

  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

  @ServerRequestFilter
  Optional<Response> refuse(ContainerRequestContext request) {
    boolean fine =
        HARMLESS.contains(request.getMethod()) || request.getHeaderString(HEADER) != null;
    return fine
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    Response.Status.FORBIDDEN,
                    "the header " + HEADER + " is missing: name your program in it")
                .response());
  }
}
