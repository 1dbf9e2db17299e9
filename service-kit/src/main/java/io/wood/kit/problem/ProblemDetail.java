package io.wood.kit.problem;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Describes why a request failed, as defined by RFC 9457.
 *
 * @param type {@code about:blank}: the status is the type
 * @param title the status in words
 * @param status the HTTP status
 * @param detail the input, what is wrong with it and what to do
 */
public record ProblemDetail(String type, String title, int status, String detail) {
  /** Media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem of this status. */
  public static ProblemDetail of(Response.StatusType status, String detail) {
    return new ProblemDetail(
        "about:blank", status.getReasonPhrase(), status.getStatusCode(), detail);
  }

  /** The answer that carries it. */
  public Response response() {
    return Response.status(status).type(MediaType.valueOf(MEDIA_TYPE)).entity(this).build();
  }
}
