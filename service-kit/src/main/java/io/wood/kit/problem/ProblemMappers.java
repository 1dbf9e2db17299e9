package io.wood.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.wood.kit.event.PermanentFailure;
import io.wood.kit.event.TransientFailure;
import io.wood.log.LogUnavailableException;
import io.wood.store.CorruptObjectException;
import io.wood.store.Json;
import io.wood.store.MissingObjectException;
import io.wood.store.StoreUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps failures of HTTP requests to problem details. */
class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final int RETRY_SECONDS = 5;

  /** Begins the message of an exception that was made from a status alone. */
  private static final String NO_DETAIL = "HTTP ";

  /** Refusals of the framework, which do not name the request: method, response or body type. */
  private static final Set<Integer> OF_THE_REQUEST = Set.of(405, 406, 415);

  /** The constructors of the records explain what is wrong with a value. */
  @ServerExceptionMapper
  Response invalid(IllegalArgumentException e) {
    return ProblemResponse.of(Status.BAD_REQUEST, e.getMessage());
  }

  @ServerExceptionMapper
  Response impossible(PermanentFailure e) {
    return ProblemResponse.of(Status.CONFLICT, e.getMessage());
  }

  @ServerExceptionMapper
  Response missing(MissingObjectException e) {
    return ProblemResponse.of(Status.NOT_FOUND, e.getMessage());
  }

  @ServerExceptionMapper
  Response corrupt(CorruptObjectException e) {
    return ProblemResponse.of(Status.CONFLICT, e.getMessage());
  }

  @ServerExceptionMapper
  Response unavailable(StoreUnavailableException e) {
    return later(e.getMessage());
  }

  @ServerExceptionMapper
  Response unavailable(LogUnavailableException e) {
    return later(e.getMessage());
  }

  @ServerExceptionMapper
  Response unavailable(TransientFailure e) {
    return later(e.getMessage());
  }

  /** Statuses of JAX-RS, such as 404, 405 and 415; the detail names the request. */
  @ServerExceptionMapper
  Response refused(WebApplicationException e, ContainerRequestContext request) {
    Response.StatusType status = e.getResponse().getStatusInfo();
    if (status.getStatusCode() < Status.BAD_REQUEST.getStatusCode()) {
      return e.getResponse();
    }
    Response problem = ProblemResponse.of(status, detail(e, request));
    Object allowed = e.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
    return allowed == null
        ? problem
        : Response.fromResponse(problem).header(HttpHeaders.ALLOW, allowed).build();
  }

  private static String detail(WebApplicationException e, ContainerRequestContext request) {
    if (e.getCause() instanceof JsonProcessingException json) {
      return Json.complaint(json);
    }
    Response.StatusType status = e.getResponse().getStatusInfo();
    boolean detailed = !String.valueOf(e.getMessage()).startsWith(NO_DETAIL);
    if (detailed && !OF_THE_REQUEST.contains(status.getStatusCode())) {
      return e.getMessage();
    }
    String asked =
        "%s %s: %s"
            .formatted(
                request.getMethod(),
                request.getUriInfo().getPath(),
                status.getReasonPhrase().toLowerCase(Locale.ROOT));
    String reason = detailed ? e.getMessage() : message(e.getCause());
    return reason == null ? asked : asked + " (" + reason + ")";
  }

  private static String message(Throwable cause) {
    return cause == null ? null : cause.getMessage();
  }

  /** Before Quarkus's own mapper of it, which answers without a body. */
  @ServerExceptionMapper
  Response mismatched(MismatchedInputException e) {
    return unreadable(e);
  }

  @ServerExceptionMapper
  Response unreadable(JsonProcessingException e) {
    return ProblemResponse.of(Status.BAD_REQUEST, Json.complaint(e));
  }

  /** Too much at once is no fault of this request. */
  @ServerExceptionMapper
  Response exhausted(OutOfMemoryError e) {
    LOG.error("out of memory", e);
    return later("the service is out of memory at the moment");
  }

  /** A bug: the answer has a number, under which the log has the details. */
  @ServerExceptionMapper
  Response fault(RuntimeException e) {
    String number = UUID.randomUUID().toString();
    LOG.errorf(e, "fault %s", number);
    return ProblemResponse.of(
        Status.INTERNAL_SERVER_ERROR,
        "a fault of the service; its log has the details under " + number);
  }

  private static Response later(String detail) {
    return Response.fromResponse(ProblemResponse.of(Status.SERVICE_UNAVAILABLE, detail))
        .header("Retry-After", RETRY_SECONDS)
        .build();
  }
}
