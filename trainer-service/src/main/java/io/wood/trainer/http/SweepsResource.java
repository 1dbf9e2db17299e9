package io.wood.trainer.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.api.trainer.SweepDetail;
import io.wood.contracts.api.trainer.SweepOrder;
import io.wood.contracts.api.trainer.SweepSummary;
import io.wood.trainer.experiment.ParameterTree;
import io.wood.trainer.store.StoredSweep;
import io.wood.trainer.sweep.CancelSweep;
import io.wood.trainer.sweep.RequestSweep;
import io.wood.trainer.sweep.ShowSweep;
import io.wood.trainer.sweep.SweepHtml;
import io.wood.trainer.sweep.SweepPlot;
import jakarta.annotation.security.RolesAllowed;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Requests, shows, resumes and cancels sweeps over HTTP. */
@Path("/api/sweeps")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class SweepsResource {
  private final RequestSweep requests;
  private final ShowSweep sweeps;
  private final CancelSweep cancels;

  SweepsResource(RequestSweep requests, ShowSweep sweeps, CancelSweep cancels) {
    this.requests = requests;
    this.sweeps = sweeps;
    this.cancels = cancels;
  }

  /** Requests a sweep. */
  @POST
  @RolesAllowed("operator")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Request a sweep. Repeating the same request resumes it.")
  @RequestBody(content = @Content(schema = @Schema(implementation = SweepOrder.class)))
  @APIResponse(responseCode = "202", description = "Accepted. Location is the address of it.")
  public Response request(JsonNode order) {
    return accepted(requests.request(ParameterTree.read("sweep", order, SweepOrder.class)));
  }

  /** What a sweep would train. */
  @POST
  @RolesAllowed("operator")
  @Path("preview")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "What a sweep would train, and what of it is trained already")
  @RequestBody(content = @Content(schema = @Schema(implementation = SweepOrder.class)))
  public SweepDetail preview(JsonNode order) {
    return sweeps.detail(requests.plan(ParameterTree.read("sweep", order, SweepOrder.class)));
  }

  /** Requests what a sweep misses. */
  @POST
  @RolesAllowed("operator")
  @Path("{sweep}/resume")
  @Operation(
      summary = "Request the trainings of a sweep that failed, were cancelled or are missing")
  @APIResponse(responseCode = "202", description = "Accepted.")
  public Response resume(
      @PathParam("sweep") String sweep, @QueryParam("by") @DefaultValue("api") String by) {
    return accepted(requests.resume(sweep, by));
  }

  /** All sweeps, newest first. */
  @GET
  @Operation(summary = "All sweeps, newest first")
  public List<SweepSummary> list() {
    return sweeps.list();
  }

  /** One sweep with its experiments and figures. */
  @GET
  @Path("{sweep}")
  @Operation(summary = "One sweep with its experiments, its figures and the suggested stop")
  public SweepDetail show(@PathParam("sweep") String sweep) {
    return sweeps.show(sweep);
  }

  /** Cancels what a sweep has requested. */
  @DELETE
  @RolesAllowed("operator")
  @Path("{sweep}")
  @Operation(summary = "Cancel the experiments of a sweep that have not ended")
  @APIResponse(responseCode = "202", description = "Accepted. Runs stop at their next step.")
  public Response cancel(
      @PathParam("sweep") String sweep, @QueryParam("by") @DefaultValue("api") String by) {
    cancels.cancel(sweep, by);
    return Response.accepted(sweeps.show(sweep)).build();
  }

  /** The figures as a plot. */
  @GET
  @Path("{sweep}/plot.svg")
  @Produces("image/svg+xml")
  @Operation(summary = "Figures over the first axis as SVG, with their spread over the seeds")
  public String plot(@PathParam("sweep") String sweep, @QueryParam("metric") List<String> metrics) {
    SweepDetail detail = sweeps.show(sweep);
    return SweepPlot.svg(detail, metrics.isEmpty() ? detail.plotted() : metrics);
  }

  /** The report as one file. */
  @GET
  @Path("{sweep}/report")
  @Produces(MediaType.TEXT_HTML)
  @Operation(summary = "Plot, suggested stop, figures and experiments as one HTML file")
  public Response report(@PathParam("sweep") String sweep) {
    return Response.ok(SweepHtml.of(sweeps.show(sweep)))
        .header("Content-Disposition", "attachment; filename=\"%s.html\"".formatted(sweep))
        .build();
  }

  private Response accepted(StoredSweep sweep) {
    return Response.accepted(sweeps.show(sweep.sweep()))
        .location(URI.create("/api/sweeps/" + sweep.sweep()))
        .build();
  }
}
