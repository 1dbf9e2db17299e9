package io.wood.ranker.http;

import io.wood.contracts.api.ranker.RerankOrder;
import io.wood.contracts.api.ranker.RerankStatus;
import io.wood.kit.access.CurrentUser;
import io.wood.kit.problem.RequestBody;
import io.wood.ranker.rerank.CancelReranking;
import io.wood.ranker.rerank.RequestReranking;
import io.wood.ranker.rerank.ShowRerankings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Orders, shows and cancels re-rankings over HTTP. */
@Path("/api")
class RerankingResource {
  private static final String API = "api";

  private final RequestReranking requests;
  private final ShowRerankings rerankings;
  private final CancelReranking cancels;
  private final CurrentUser user;

  RerankingResource(
      RequestReranking requests,
      ShowRerankings rerankings,
      CancelReranking cancels,
      CurrentUser user) {
    this.requests = requests;
    this.rerankings = rerankings;
    this.cancels = cancels;
    this.user = user;
  }

  @POST
  @Path("rerankings")
  @RolesAllowed("operator")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Let a classifier score all candidates, or a selection, as a generation")
  public Response request(RerankOrder order) {
    RequestBody.required(order, "{\"experiment\": \"...\"}, or {} for the active classifier");
    String by = user.name().orElse(Objects.requireNonNullElse(order.requestedBy(), API));
    return accepted(requests.request(order, by));
  }

  @GET
  @Path("rerankings")
  @Operation(summary = "All re-rankings, newest first")
  public List<RerankStatus> list() {
    return rerankings.list();
  }

  @GET
  @Path("rerankings/{reranking}")
  @Operation(summary = "State and progress of a re-ranking")
  public RerankStatus show(@PathParam("reranking") String reranking) {
    return rerankings.find(reranking).orElseThrow(() -> unknown(reranking));
  }

  @DELETE
  @Path("rerankings/{reranking}")
  @RolesAllowed("operator")
  @Operation(summary = "Cancel a re-ranking; what it has ranked stays")
  public Response cancel(
      @PathParam("reranking") String reranking, @QueryParam("by") @DefaultValue(API) String by) {
    return Response.accepted(
            cancels.cancel(reranking, user.name().orElse(by)).orElseThrow(() -> unknown(reranking)))
        .build();
  }

  @POST
  @Path("rerank")
  @RolesAllowed("operator")
  @Operation(summary = "Let the active classifier score all candidates")
  public Response requestAll() {
    return accepted(requests.request(RerankOrder.ALL, user.name().orElse(API)));
  }

  @GET
  @Path("rerank")
  @Operation(summary = "State and progress of the newest re-ranking")
  public RerankStatus newest() {
    return rerankings.newest();
  }

  private static Response accepted(RerankStatus status) {
    return Response.accepted(status)
        .location(URI.create("/api/rerankings/" + status.reranking()))
        .build();
  }

  private static NotFoundException unknown(String reranking) {
    return new NotFoundException(
        "there is no re-ranking '%s'; GET /api/rerankings lists them".formatted(reranking));
  }
}
