package io.wood.curation.http;

import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.curation.decide.DecideImages;
import io.wood.curation.decide.DecisionRequest;
import io.wood.curation.decide.DecisionResult;
import io.wood.curation.model.BadRequest;
import io.wood.curation.query.HistoryReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Deciding and undoing. An answer comes when Kafka has acknowledged. */
@Path("/api/decisions")
@Tag(name = "Decisions")
@Blocking
class DecisionsResource {
  private static final int MOST = 5000;

  private final DecideImages decide;
  private final HistoryReader history;
  private final ReviewerIdentity reviewers;

  DecisionsResource(DecideImages decide, HistoryReader history, ReviewerIdentity reviewers) {
    this.decide = decide;
    this.history = history;
    this.reviewers = reviewers;
  }

  /**
   * What to decide.
   *
   * @param reviewer who decides; where people sign in it may be left out, and names nobody else
   * @param decisions what, 1 to 5000
   */
  record Request(String reviewer, List<DecisionRequest> decisions) {}

  /**
   * What became of it.
   *
   * @param results one per decision, in the order of the request
   */
  record Answer(List<DecisionResult> results) {}

  /**
   * Who undoes.
   *
   * @param reviewer who; where people sign in it may be left out, and names nobody else
   * @param reason why, may be left out
   */
  record Withdrawal(String reviewer, String reason) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Decide one image or many",
      description =
          "Each decision has its own result; those that cannot be recorded carry a problem and the"
              + " others are recorded all the same.")
  public Answer decide(Request request) {
    if (request == null || request.decisions() == null || request.decisions().isEmpty()) {
      throw new BadRequest("decisions is missing: give at least one");
    }
    if (request.decisions().size() > MOST) {
      throw new BadRequest(
          "%d decisions in one request; give at most %d"
              .formatted(request.decisions().size(), MOST));
    }
    return new Answer(decide.decide(reviewers.name(request.reviewer()), request.decisions()));
  }

  @GET
  @Path("{decision}")
  @Operation(summary = "One decision")
  public CurationDecided get(String decision) {
    return find(decision);
  }

  @POST
  @Path("{decision}/withdraw")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Undo a decision; refused when it no longer stands")
  @APIResponse(
      responseCode = "200",
      description = "it is undone",
      content = @Content(schema = @Schema(implementation = DecisionResult.class)))
  @APIResponse(responseCode = "409", description = "it stands no longer: the problem says why")
  public Response withdraw(String decision, Withdrawal withdrawal) {
    if (withdrawal == null) {
      throw new BadRequest("the body is missing: {\"reviewer\": ...}");
    }
    String reviewer = reviewers.name(withdrawal.reviewer());
    DecisionRequest wish =
        new DecisionRequest(
            find(decision).image(),
            Verdict.WITHDRAWN,
            withdrawal.reason(),
            List.of(),
            decision,
            null,
            null);
    DecisionResult outcome = decide.decide(reviewer, List.of(wish)).get(0);
    return outcome.problem() == null ? Response.ok(outcome).build() : outcome.problem().response();
  }

  private CurationDecided find(String decision) {
    return history
        .find(decision)
        .orElseThrow(() -> new NotFoundException("no decision has the id '" + decision + "'"));
  }
}
