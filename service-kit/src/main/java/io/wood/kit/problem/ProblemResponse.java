package io.wood.kit.problem;

import io.wood.contracts.api.ProblemDetail;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Builds responses that carry a problem. */
public final class ProblemResponse {
  private ProblemResponse() {}

  /** A problem that the status describes. */
  public static ProblemDetail detail(Response.StatusType status, String detail) {
    return new ProblemDetail(
        "about:blank", status.getReasonPhrase(), status.getStatusCode(), detail);
  }

  public static Response of(Response.StatusType status, String detail) {
    return of(detail(status, detail));
  }

  public static Response of(ProblemDetail problem) {
    return Response.status(problem.status())
        .type(MediaType.valueOf(ProblemDetail.MEDIA_TYPE))
        .entity(problem)
        .build();
  }
}
