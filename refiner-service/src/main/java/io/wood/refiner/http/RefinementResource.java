package io.wood.refiner.http;

import io.wood.contracts.api.refiner.DatasetClasses;
import io.wood.contracts.api.refiner.RefinedImagePage;
import io.wood.contracts.api.refiner.RefinementOrder;
import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.RefinementRequested;
import io.wood.kit.access.CurrentUser;
import io.wood.kit.artifact.StoredPicture;
import io.wood.kit.problem.RequestBody;
import io.wood.refiner.request.EndedRefinements;
import io.wood.refiner.request.StartRefinement;
import io.wood.refiner.view.RefinementImages;
import io.wood.refiner.view.RefinementView;
import io.wood.store.ArtifactStore;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Requests refinements and lists them and their images over HTTP. */
@Path("/api/refinements")
@Produces(MediaType.APPLICATION_JSON)
public class RefinementResource {
  private static final int MAX_PAGE = 200;

  private final RefinementView view;
  private final RefinementImages images;
  private final StartRefinement start;
  private final EndedRefinements ended;
  private final CurrentUser user;
  private final ArtifactStore store;

  RefinementResource(
      RefinementView view,
      RefinementImages images,
      StartRefinement start,
      EndedRefinements ended,
      CurrentUser user,
      ArtifactStore store) {
    this.view = view;
    this.images = images;
    this.start = start;
    this.ended = ended;
    this.user = user;
    this.store = store;
  }

  @GET
  @Operation(summary = "All refinements, newest first")
  public List<RefinementSummary> all() {
    return view.all();
  }

  @POST
  @RolesAllowed("operator")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Request masks or predictions")
  public Response start(RefinementOrder order) {
    RefinementRequested request =
        start.start(RequestBody.required(order, "{\"experiment\": \"ID\"}"));
    return Response.accepted(request)
        .location(URI.create("/api/refinements/" + request.refinement()))
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One refinement")
  public RefinementSummary one(@PathParam("id") String id) {
    return known(id);
  }

  /** Cancels a refinement; what is done stays in the store. */
  @DELETE
  @RolesAllowed("operator")
  @Path("/{id}")
  @Operation(summary = "Cancel a refinement")
  public Response cancel(@PathParam("id") String id) {
    ended.cancel(known(id), name());
    return Response.accepted().build();
  }

  /** Requests a refinement again under its id: what is done is kept, what failed is repeated. */
  @POST
  @RolesAllowed("operator")
  @Path("/{id}/retry-failed")
  @Operation(summary = "Repeat what failed in a refinement that has ended")
  public Response retry(@PathParam("id") String id) {
    return Response.accepted(ended.retry(known(id), name())).build();
  }

  /** Lists images; {@code with} names another refinement for {@code sort=difference:STAGE}. */
  @GET
  @Path("/{id}/images")
  @Operation(summary = "Images of a refinement, page by page")
  public RefinedImagePage images(
      @PathParam("id") String id,
      @QueryParam("split") String split,
      @QueryParam("class") String label,
      @QueryParam("failed") @DefaultValue("false") boolean failed,
      @QueryParam("sort") String sort,
      @QueryParam("with") String with,
      @QueryParam("from") @DefaultValue("0") int from,
      @QueryParam("limit") @DefaultValue("24") int limit) {
    RefinementSummary other = with == null ? null : known(with);
    return images.page(
        known(id),
        new RefinementImages.Filter(split, label, failed, sort, other),
        from,
        Math.min(limit, MAX_PAGE));
  }

  @GET
  @Path("/{id}/classes")
  @Operation(summary = "Class names of the dataset")
  public DatasetClasses classes(@PathParam("id") String id) {
    return new DatasetClasses(images.dataset(known(id)).classes());
  }

  /** Serves an image, its ground truth or an output. The content never changes once it exists. */
  @GET
  @Path("/{id}/images/{image}/{name}")
  @Operation(summary = "An image, its ground truth or an output such as the mask")
  @Produces(MediaType.WILDCARD)
  public Response artifact(
      @PathParam("id") String id,
      @PathParam("image") String image,
      @PathParam("name") String name) {
    ArtifactRef ref =
        images
            .artifact(known(id), image, name)
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "refinement " + id + " has no '" + name + "' of image " + image));
    CacheControl cache = new CacheControl();
    cache.setPrivate(true);
    cache.setMaxAge(3600);
    return StoredPicture.shown(store.get(ref)).tag(ref.sha256()).cacheControl(cache).build();
  }

  private String name() {
    return user.name().orElse("api");
  }

  private RefinementSummary known(String id) {
    return known(view, id);
  }

  static RefinementSummary known(RefinementView view, String id) {
    return view.find(id)
        .orElseThrow(() -> new NotFoundException("there is no refinement '" + id + "'"));
  }
}
