package io.wood.ranker.http;

import io.wood.contracts.api.ranker.ModelChoice;
import io.wood.contracts.api.ranker.ModelStatus;
import io.wood.contracts.api.ranker.RankerStatus;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.CandidateRanked;
import io.wood.kit.artifact.StoredPicture;
import io.wood.kit.problem.RequestBody;
import io.wood.ranker.model.ActiveModel;
import io.wood.ranker.model.ModelCatalog;
import io.wood.ranker.model.ModelFollower;
import io.wood.ranker.model.ModelLoader;
import io.wood.ranker.model.ModelSelection;
import io.wood.ranker.rank.BatchScorer;
import io.wood.ranker.rank.RankingCounters;
import io.wood.ranker.rank.RankingSettings;
import io.wood.ranker.rerank.ShowRerankings;
import io.wood.store.ArtifactStore;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows the ranker's status and selects its classifier over HTTP. */
@Path("/api")
class RankerResource {
  private final ActiveModel active;
  private final ModelCatalog catalog;
  private final ModelSelection selection;
  private final ModelLoader loader;
  private final ModelFollower follower;
  private final ShowRerankings rerankings;
  private final BatchScorer scorer;
  private final RankingSettings settings;
  private final RankingCounters counters;
  private final ArtifactStore store;

  RankerResource(
      ActiveModel active,
      ModelCatalog catalog,
      ModelSelection selection,
      ModelLoader loader,
      ModelFollower follower,
      ShowRerankings rerankings,
      BatchScorer scorer,
      RankingSettings settings,
      RankingCounters counters,
      ArtifactStore store) {
    this.active = active;
    this.catalog = catalog;
    this.selection = selection;
    this.loader = loader;
    this.follower = follower;
    this.rerankings = rerankings;
    this.scorer = scorer;
    this.settings = settings;
    this.counters = counters;
    this.store = store;
  }

  @GET
  @Path("status")
  @Operation(summary = "Current state of this replica")
  public RankerStatus status() {
    return new RankerStatus(
        active.model().orElse(null),
        loader.choice().experiment(),
        loader.problem(),
        settings.threshold(),
        scorer.waiting(),
        counters.counts(),
        rerankings.newest(),
        counters.recent().stream()
            .map(
                hard ->
                    new RankerStatus.RecentOod(
                        hard.image(), hard.name(), hard.predictedClass(), hard.score()))
            .toList());
  }

  @GET
  @Path("model")
  @Operation(summary = "The active classifier and those that can be selected")
  public ModelStatus model() {
    return new ModelStatus(
        active.model().orElse(null),
        loader.choice().experiment(),
        loader.problem(),
        catalog.all().stream()
            .map(
                trained ->
                    new ModelStatus.TrainedModel(
                        trained.experiment(), trained.arm(), trained.trainedAt()))
            .toList());
  }

  /** Selects a classifier; an experiment of null follows the latest base classifier. */
  @PUT
  @RolesAllowed("operator")
  @Path("model")
  @Operation(summary = "Select the classifier")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response choose(ModelChoice choice) {
    RequestBody.required(choice, "{\"experiment\": \"...\"}");
    if (choice.experiment() != null && catalog.find(choice).isEmpty()) {
      throw new NotFoundException(
          "no classifier of experiment " + choice.experiment() + "; GET /api/model lists them");
    }
    selection.write(choice);
    follower.refreshSoon();
    return Response.accepted(choice).build();
  }

  @GET
  @Path("recent/{image}/picture")
  @Operation(summary = "The picture of a recent hard OoD")
  public Response picture(@PathParam("image") String image) {
    return answer(StoredPicture.shown(object(image, CandidateRanked::artifact)));
  }

  @GET
  @Path("recent/{image}/overlay")
  @Operation(summary = "The CAM overlay of a recent hard OoD")
  public Response overlay(@PathParam("image") String image) {
    return answer(StoredPicture.asStored(object(image, CandidateRanked::overlay)));
  }

  private byte[] object(String image, Function<CandidateRanked, ArtifactRef> artifact) {
    return counters
        .recent(image)
        .map(artifact)
        .map(store::get)
        .orElseThrow(
            () ->
                new NotFoundException(
                    image + " is not among the recent hard OoDs; GET /api/status lists them"));
  }

  private static Response answer(ResponseBuilder picture) {
    return picture.header("Cache-Control", "private, max-age=300").build();
  }
}
