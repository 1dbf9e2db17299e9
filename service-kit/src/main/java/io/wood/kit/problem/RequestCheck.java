package io.wood.kit.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.wood.contracts.api.ProblemDetail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses a body that is larger than what its path is for, before anything of it is read. */
@ApplicationScoped
class RequestCheck {
  /** After the checks of access (200 and 100), before the resources. */
  private static final int PRIORITY = 20;

  private final BodyLimits limits;
  private final MemorySize streamedLimit;

  RequestCheck(
      BodyLimits limits,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M")
          MemorySize streamedLimit) {
    this.limits = limits;
    this.streamedLimit = streamedLimit;
  }

  void register(@Observes Filters filters) {
    filters.register(this::handle, PRIORITY);
  }

  private void handle(RoutingContext context) {
    Optional<ProblemDetail> refusal = refusal(context.request(), context.normalizedPath());
    if (refusal.isEmpty()) {
      context.next();
      return;
    }
    // Reads the body and drops it: a client that is still sending would not see the answer.
    context.request().resume();
    ProblemResponse.send(context.response(), refusal.get());
  }

  private Optional<ProblemDetail> refusal(HttpServerRequest request, String path) {
    String type = String.valueOf(request.getHeader(HttpHeaders.CONTENT_TYPE));
    boolean streamed = isStreamed(type.toLowerCase(Locale.ROOT));
    long limit = streamed ? streamedLimit.asLongValue() : limit(path);
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return streamed || !isChunked(request)
          ? Optional.empty()
          : Optional.of(
              ProblemResponse.detail(
                  Status.LENGTH_REQUIRED, "send the body with a Content-Length, not in chunks"));
    }
    return length.matches("\\d{1,18}") && Long.parseLong(length) <= limit
        ? Optional.empty()
        : Optional.of(
            ProblemResponse.detail(
                Status.REQUEST_ENTITY_TOO_LARGE,
                "the body has %s bytes; at most %d are accepted here".formatted(length, limit)));
  }

  /** The service speaks HTTP/1.1 alone, where a body has a length or comes in chunks. */
  private static boolean isChunked(HttpServerRequest request) {
    return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }

  private static boolean isStreamed(String type) {
    return type.startsWith("multipart/")
        || type.startsWith("image/")
        || type.startsWith("application/octet-stream");
  }

  private long limit(String path) {
    return limits.paths().entrySet().stream()
        .filter(each -> path.startsWith(each.getKey()))
        .max(Comparator.comparingInt(each -> each.getKey().length()))
        .map(Map.Entry::getValue)
        .orElseGet(limits::limit)
        .asLongValue();
  }
}
