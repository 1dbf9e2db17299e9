package io.wood.kit;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets no other site's page change anything through a visitor's browser. */
class CrossSiteFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OWN = Set.of("same-origin", "none");

  /** Every present browser says where a request comes from; other clients say nothing. */
  @ServerRequestFilter
  Optional<Response> filter(ContainerRequestContext request) {
    String site = request.getHeaderString("Sec-Fetch-Site");
    if (READING.contains(request.getMethod()) || site == null || OWN.contains(site)) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(Status.FORBIDDEN, "a page of another site may not do this").response());
  }
}
