package io.wood.kit.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.wood.contracts.api.ProblemDetail;
import io.wood.store.Json;
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

  /** Answers a request that reaches no resource. */
  public static void send(HttpServerResponse response, ProblemDetail problem) {
    var unused =
        response
            .setStatusCode(problem.status())
            .putHeader("Content-Type", ProblemDetail.MEDIA_TYPE)
            .putHeader("Cache-Control", "no-store")
            .end(Buffer.buffer(Json.canonical(problem)));
  }
}
