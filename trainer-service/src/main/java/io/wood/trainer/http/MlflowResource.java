package io.wood.trainer.http;

import io.smallrye.common.annotation.Blocking;
import io.wood.trainer.mlflow.MlflowFolder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Exports experiments for MLflow. */
@Path("/api/mlflow")
@Blocking
public class MlflowResource {
  private final MlflowFolder folder;

  MlflowResource(MlflowFolder folder) {
    this.folder = folder;
  }

  /** Experiments as files in MLflow's layout. */
  @GET
  @Produces("application/zip")
  @Operation(summary = "Experiments that have ended as files in the layout of MLflow's mlruns")
  public Response export(@QueryParam("experiment") List<String> experiments) {
    StreamingOutput files = folder.export(experiments)::to;
    return Response.ok(files)
        .header("Content-Disposition", "attachment; filename=\"mlruns.zip\"")
        .build();
  }
}
