package io.wood.trainer.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.trainer.experiment.CompareExperiments;
import io.wood.trainer.experiment.CompareExperiments.Comparison;
import io.wood.trainer.experiment.ExperimentOrder;
import io.wood.trainer.experiment.ExperimentSummary;
import io.wood.trainer.experiment.ExperimentView;
import io.wood.trainer.experiment.OodImages;
import io.wood.trainer.experiment.ParameterTree;
import io.wood.trainer.experiment.RequestExperiment;
import io.wood.trainer.experiment.ShowExperiment;
import io.wood.trainer.experiment.ShowExperiment.Detail;
import io.wood.trainer.run.CancelExperiment;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Experiments over HTTP. */
@Path("/api/experiments")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ExperimentsResource {
  private final RequestExperiment requests;
  private final CancelExperiment cancels;
  private final ShowExperiment experiments;
  private final CompareExperiments comparisons;
  private final OodImages oods;
  private final ExperimentView view;

  ExperimentsResource(
      RequestExperiment requests,
      CancelExperiment cancels,
      ShowExperiment experiments,
      CompareExperiments comparisons,
      OodImages oods,
      ExperimentView view) {
    this.requests = requests;
    this.cancels = cancels;
    this.experiments = experiments;
    this.comparisons = comparisons;
    this.oods = oods;
    this.view = view;
  }

  /** Has a classifier trained. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Request an experiment; the same request again changes nothing")
  @RequestBody(content = @Content(schema = @Schema(implementation = ExperimentOrder.class)))
  @APIResponse(responseCode = "202", description = "Requested; Location names the experiment")
  public Response request(JsonNode order) {
    ExperimentRequested request =
        requests.request(ParameterTree.read("order", order, ExperimentOrder.class));
    // Whoever asked may ask about it at once, before the event has come back over the log.
    view.on(request);
    return Response.accepted(request)
        .location(URI.create("/api/experiments/" + request.experiment()))
        .build();
  }

  /** All experiments, newest first. */
  @GET
  public List<ExperimentSummary> list() {
    return experiments.list();
  }

  /** One experiment with its curve and manifest. */
  @GET
  @Path("{experiment}")
  public Detail show(@PathParam("experiment") String experiment) {
    return experiments.show(experiment);
  }

  /** Cancels an experiment that has not ended. */
  @DELETE
  @Path("{experiment}")
  @APIResponse(responseCode = "202", description = "It stops at its next step")
  public Response cancel(
      @PathParam("experiment") String experiment,
      @QueryParam("by") @DefaultValue("api") String by) {
    cancels.cancel(experiment, by);
    return Response.accepted(Map.of("experiment", experiment)).build();
  }

  /** Two experiments side by side. */
  @GET
  @Path("{experiment}/compare/{other}")
  public Comparison compare(
      @PathParam("experiment") String experiment, @PathParam("other") String other) {
    return comparisons.compare(experiment, other);
  }

  /** One of the OoDs that an experiment was trained with. */
  @GET
  @Path("{experiment}/oods/{sha256}")
  @Produces({"image/jpeg", "image/png"})
  public Response ood(
      @PathParam("experiment") String experiment, @PathParam("sha256") String sha256) {
    ArtifactRef ood = oods.find(experiment, sha256);
    return Response.ok(oods.file(ood).toFile(), ood.mediaType())
        .header("Cache-Control", "private, max-age=31536000, immutable")
        .build();
  }
}
