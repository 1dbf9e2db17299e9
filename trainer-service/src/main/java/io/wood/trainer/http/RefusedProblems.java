package io.wood.trainer.http;

import io.wood.kit.problem.ProblemResponse;
import io.wood.trainer.experiment.RefusedException;
import io.wood.trainer.experiment.RefusedException.Kind;
import io.wood.trainer.experiment.UnrunnableException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps refused requests to problem details. */
class RefusedProblems {
  private static final Map<Kind, Status> STATUS =
      Map.of(
          Kind.UNKNOWN, Status.NOT_FOUND,
          Kind.CONFLICT, Status.CONFLICT,
          Kind.INVALID, Status.BAD_REQUEST);

  @ServerExceptionMapper
  Response refused(RefusedException e) {
    return ProblemResponse.of(STATUS.get(e.kind()), e.getMessage());
  }

  @ServerExceptionMapper
  Response unrunnable(UnrunnableException e) {
    return ProblemResponse.of(Status.BAD_REQUEST, e.getMessage());
  }
}
