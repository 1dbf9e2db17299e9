package io.wood.trainer.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.api.trainer.ExperimentComparison;
import io.wood.contracts.api.trainer.ExperimentDetail;
import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.api.trainer.ExperimentPreview;
import io.wood.contracts.api.trainer.ExperimentReference;
import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.api.trainer.ExperimentTable;
import io.wood.contracts.api.trainer.ManifestFile;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.kit.artifact.StoredPicture;
import io.wood.trainer.experiment.CompareExperiments;
import io.wood.trainer.experiment.ExperimentView;
import io.wood.trainer.experiment.OodImages;
import io.wood.trainer.experiment.OrderManifest;
import io.wood.trainer.experiment.ParameterTree;
import io.wood.trainer.experiment.RequestExperiment;
import io.wood.trainer.experiment.ShowExperiment;
import io.wood.trainer.experiment.TabulateExperiments;
import io.wood.trainer.run.CancelExperiment;
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

/** Requests, lists, compares and cancels experiments over HTTP. */
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
  private final OrderManifest manifests;
  private final TabulateExperiments tables;

  ExperimentsResource(
      RequestExperiment requests,
      CancelExperiment cancels,
      ShowExperiment experiments,
      CompareExperiments comparisons,
      OodImages oods,
      ExperimentView view,
      OrderManifest manifests,
      TabulateExperiments tables) {
    this.requests = requests;
    this.cancels = cancels;
    this.experiments = experiments;
    this.comparisons = comparisons;
    this.oods = oods;
    this.view = view;
    this.manifests = manifests;
    this.tables = tables;
  }

  /** Requests the training of a classifier. */
  @POST
  @RolesAllowed("operator")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Request an experiment. Repeating the same request changes nothing.")
  @RequestBody(content = @Content(schema = @Schema(implementation = ExperimentOrder.class)))
  @APIResponse(
      responseCode = "202",
      description = "Accepted. Location is the address of the experiment.")
  public Response request(JsonNode order) {
    return accepted(requests.request(ParameterTree.read("order", order, ExperimentOrder.class)));
  }

  private Response accepted(ExperimentRequested request) {
    // The client may ask for it before the event has been read back from the log.
    view.on(request);
    return Response.accepted(request)
        .location(URI.create("/api/experiments/" + request.experiment()))
        .build();
  }

  /** What an order would train. */
  @POST
  @RolesAllowed("operator")
  @Path("preview")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "What an order would train: its manifest, and whether it is trained already")
  @RequestBody(content = @Content(schema = @Schema(implementation = ExperimentOrder.class)))
  public ExperimentPreview preview(JsonNode order) {
    return requests.preview(ParameterTree.read("order", order, ExperimentOrder.class));
  }

  /** Requests the training of an exported manifest. */
  @POST
  @RolesAllowed("operator")
  @Path("manifest")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Request the training of an exported manifest, edited or not")
  @RequestBody(content = @Content(schema = @Schema(implementation = ManifestFile.class)))
  @APIResponse(
      responseCode = "202",
      description = "Accepted. Location is the address of the experiment.")
  public Response request(
      JsonNode file,
      @QueryParam("experiment") String experiment,
      @QueryParam("again") boolean again,
      @QueryParam("by") @DefaultValue("api") String by) {
    ManifestFile manifest = ParameterTree.read("file", file, ManifestFile.class);
    ExperimentOrder order = manifests.order(manifest, experiment, again, by);
    ExperimentPreview preview = requests.preview(order);
    OrderManifest.requireOods(manifest.manifest(), preview.manifest());
    return accepted(requests.request(preview));
  }

  /** The manifest of an experiment as a file. */
  @GET
  @Path("{experiment}/manifest")
  @Operation(summary = "The manifest of an experiment, to keep, edit or order again")
  public ManifestFile manifest(@PathParam("experiment") String experiment) {
    return manifests.export(experiment);
  }

  /** All experiments, newest first. */
  @GET
  @Operation(summary = "All experiments, newest first")
  public List<ExperimentSummary> list() {
    return experiments.list();
  }

  /** One experiment with its curve and manifest. */
  @GET
  @Path("{experiment}")
  @Operation(summary = "One experiment with its curve and manifest")
  public ExperimentDetail show(@PathParam("experiment") String experiment) {
    return ExperimentJson.detail(experiments.show(experiment));
  }

  /** Cancels an experiment that has not ended. */
  @DELETE
  @RolesAllowed("operator")
  @Path("{experiment}")
  @Operation(summary = "Cancel an experiment")
  @APIResponse(responseCode = "202", description = "Accepted. The run stops at its next step.")
  public Response cancel(
      @PathParam("experiment") String experiment,
      @QueryParam("by") @DefaultValue("api") String by) {
    cancels.cancel(experiment, by);
    return Response.accepted(new ExperimentReference(experiment)).build();
  }

  /** Compares any number of experiments. */
  @GET
  @Path("compare")
  @Operation(summary = "Differences between any number of experiments, with the spread over seeds")
  public ExperimentTable compare(@QueryParam("experiment") List<String> ids) {
    return tables.compare(ids);
  }

  /** Compares two experiments. */
  @GET
  @Path("{experiment}/compare/{other}")
  @Operation(summary = "Differences between two experiments: OoDs, parameters, metrics")
  public ExperimentComparison compare(
      @PathParam("experiment") String experiment, @PathParam("other") String other) {
    return comparisons.compare(experiment, other);
  }

  /** Serves an OoD image that an experiment was trained with. */
  @GET
  @Path("{experiment}/oods/{sha256}")
  @Produces(MediaType.WILDCARD)
  @Operation(summary = "An OoD image that the experiment was trained with")
  public Response ood(
      @PathParam("experiment") String experiment, @PathParam("sha256") String sha256) {
    return StoredPicture.unchanging(oods.read(oods.find(experiment, sha256)));
  }
}
