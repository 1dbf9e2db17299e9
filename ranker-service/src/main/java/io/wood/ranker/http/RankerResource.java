package io.wood.ranker.http;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.CandidateRanked;
import io.wood.kit.problem.ProblemDetail;
import io.wood.ranker.model.ActiveModel;
import io.wood.ranker.model.ModelCatalog;
import io.wood.ranker.model.ModelChoice;
import io.wood.ranker.model.ModelFollower;
import io.wood.ranker.model.ModelLoader;
import io.wood.ranker.model.ModelSelection;
import io.wood.ranker.rank.BatchScorer;
import io.wood.ranker.rank.RankingCounters;
import io.wood.ranker.rank.RankingSettings;
import io.wood.ranker.rank.RerankCandidates;
import io.wood.store.ArtifactStore;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.function.Function;

/** What the ranker does and with what, over HTTP. */
@Path("/api")
class RankerResource {
  private final ActiveModel slot;
  private final ModelCatalog known;
  private final ModelSelection choices;
  private final ModelLoader keeper;
  private final ModelFollower follower;
  private final RerankCandidates rerank;
  private final BatchScorer scorer;
  private final RankingSettings settings;
  private final RankingCounters tally;
  private final ArtifactStore store;

  RankerResource(
      ActiveModel slot,
      ModelCatalog known,
      ModelSelection choices,
      ModelLoader keeper,
      ModelFollower follower,
      RerankCandidates rerank,
      BatchScorer scorer,
      RankingSettings settings,
      RankingCounters tally,
      ArtifactStore store) {
    this.slot = slot;
    this.known = known;
    this.choices = choices;
    this.keeper = keeper;
    this.follower = follower;
    this.rerank = rerank;
    this.scorer = scorer;
    this.settings = settings;
    this.tally = tally;
    this.store = store;
  }

  @GET
  @Path("status")
  public RankerStatus status() {
    return new RankerStatus(
        slot.model().orElse(null),
        keeper.choice().experiment(),
        keeper.problem(),
        settings.threshold(),
        scorer.waiting(),
        tally.counts(),
        rerank.status(),
        tally.recent().stream()
            .map(
                hard ->
                    new RankerStatus.Recent(
                        hard.image(), hard.name(), hard.predictedClass(), hard.score()))
            .toList());
  }

  @GET
  @Path("model")
  public ModelView model() {
    return new ModelView(
        slot.model().orElse(null),
        keeper.choice().experiment(),
        keeper.problem(),
        known.all().stream()
            .map(
                trained ->
                    new ModelView.Known(trained.experiment(), trained.arm(), trained.trainedAt()))
            .toList());
  }

  /** Chooses a classifier; an experiment of null follows the latest base classifier. */
  @PUT
  @Path("model")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response choose(ModelChoice choice) {
    if (choice == null) {
      throw new IllegalArgumentException("the body must be {\"experiment\": \"...\"}");
    }
    if (choice.experiment() != null && known.find(choice).isEmpty()) {
      throw new NotFoundException(
          "no classifier of experiment " + choice.experiment() + "; GET /api/model lists them");
    }
    choices.write(choice);
    follower.refreshSoon();
    return Response.accepted(choice).build();
  }

  @POST
  @Path("rerank")
  public Response startRerank() {
    if (!rerank.start()) {
      return ProblemDetail.of(Status.CONFLICT, "all candidates are being scored again already")
          .response();
    }
    return Response.accepted(rerank.status()).build();
  }

  @GET
  @Path("rerank")
  public RerankCandidates.Status rerankStatus() {
    return rerank.status();
  }

  @GET
  @Path("recent/{image}/picture")
  public Response picture(@PathParam("image") String image) {
    return object(image, CandidateRanked::artifact);
  }

  @GET
  @Path("recent/{image}/overlay")
  public Response overlay(@PathParam("image") String image) {
    return object(image, CandidateRanked::overlay);
  }

  private Response object(String image, Function<CandidateRanked, ArtifactRef> which) {
    ArtifactRef ref =
        tally
            .recent(image)
            .map(which)
            .orElseThrow(() -> new NotFoundException("not among the latest hard OoDs: " + image));
    return Response.ok(store.get(ref), ref.mediaType())
        .header("Cache-Control", "private, max-age=300")
        .build();
  }
}
