package io.wood.trainer;

import io.wood.kit.Problem;
import io.wood.trainer.RefusedException.Kind;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Refusals as problem details. */
class RefusedProblems {
  private static final Map<Kind, Status> STATUS =
      Map.of(
          Kind.UNKNOWN, Status.NOT_FOUND,
          Kind.CONFLICT, Status.CONFLICT,
          Kind.INVALID, Status.BAD_REQUEST);

  @ServerExceptionMapper
  Response refused(RefusedException e) {
    return Problem.of(STATUS.get(e.kind()), e.getMessage()).response();
  }

  @ServerExceptionMapper
  Response unrunnable(UnrunnableException e) {
    return Problem.of(Status.BAD_REQUEST, e.getMessage()).response();
  }
}
