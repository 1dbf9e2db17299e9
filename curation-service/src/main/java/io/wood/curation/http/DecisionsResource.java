package io.wood.curation.http;

import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.api.curation.DecisionBatch;
import io.wood.contracts.api.curation.DecisionRequest;
import io.wood.contracts.api.curation.DecisionResult;
import io.wood.contracts.api.curation.DecisionResults;
import io.wood.contracts.api.curation.WithdrawalRequest;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.curation.decide.DecideImages;
import io.wood.curation.decide.DecisionValidator;
import io.wood.curation.query.HistoryReader;
import io.wood.kit.problem.ProblemResponse;
import io.wood.kit.problem.RequestBody;
import jakarta.annotation.security.RolesAllowed;
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

/** Records and withdraws decisions over HTTP. Responds after Kafka has acknowledged. */
@Path("/api/decisions")
@Tag(name = "Decisions")
@Blocking
class DecisionsResource {
  private final DecideImages decide;
  private final HistoryReader history;
  private final ReviewerIdentity reviewers;

  DecisionsResource(DecideImages decide, HistoryReader history, ReviewerIdentity reviewers) {
    this.decide = decide;
    this.history = history;
    this.reviewers = reviewers;
  }

  @POST
  @RolesAllowed("reviewer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Decide one image or many",
      description =
          "Each decision has its own result. One that cannot be recorded has a problem; the others"
              + " are recorded.")
  public DecisionResults decide(DecisionBatch batch) {
    List<DecisionRequest> requests =
        DecisionValidator.requireBatch(batch == null ? null : batch.decisions());
    return new DecisionResults(decide.decide(reviewers.name(batch.reviewer()), requests));
  }

  @GET
  @Path("{decision}")
  @Operation(summary = "One decision")
  public CurationDecided get(String decision) {
    return find(decision);
  }

  @POST
  @RolesAllowed("reviewer")
  @Path("{decision}/withdraw")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Withdraw a decision; rejected when it is no longer the current one")
  @APIResponse(
      responseCode = "200",
      description = "Withdrawn.",
      content = @Content(schema = @Schema(implementation = DecisionResult.class)))
  @APIResponse(
      responseCode = "409",
      description = "It is no longer the current decision; the problem says why.")
  public Response withdraw(String decision, WithdrawalRequest withdrawal) {
    String reviewer =
        reviewers.name(RequestBody.required(withdrawal, "{\"reviewer\": \"NAME\"}").reviewer());
    DecisionRequest request =
        new DecisionRequest(
            find(decision).image(),
            Verdict.WITHDRAWN,
            withdrawal.reason(),
            List.of(),
            decision,
            null,
            null);
    DecisionResult result = decide.decide(reviewer, List.of(request)).get(0);
    return result.problem() == null
        ? Response.ok(result).build()
        : ProblemResponse.of(result.problem());
  }

  private CurationDecided find(String decision) {
    return history
        .find(decision)
        .orElseThrow(() -> new NotFoundException("no decision has the id '" + decision + "'"));
  }
}
