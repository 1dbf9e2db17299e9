package io.wood.trainer.http;

import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.api.trainer.Lineage;
import io.wood.trainer.experiment.RefusedException;
import io.wood.trainer.experiment.TraceLineage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Traces what something was made of, and what was made of it. */
@Path("/api/lineage")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class LineageResource {
  private final TraceLineage lineage;

  LineageResource(TraceLineage lineage) {
    this.lineage = lineage;
  }

  /** The graph around an experiment, a candidate, a refinement or a mask. */
  @GET
  @Operation(
      summary =
          "What an experiment, a candidate (SHA-256), a refinement or a mask (REFINEMENT/IMAGE) was"
              + " made of, and what was made of it")
  public Lineage of(@QueryParam("of") String subject) {
    if (subject == null || subject.isBlank()) {
      throw new RefusedException(
          RefusedException.Kind.INVALID,
          "of is missing; name an experiment, a candidate's SHA-256 or REFINEMENT/IMAGE");
    }
    return lineage.of(subject.strip());
  }
}
