package io.wood.curation;

import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.CurationDecided;
import io.wood.contracts.CurationDecided.Verdict;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Deciding and undoing. An answer comes when Kafka has acknowledged. */
@Path("/api/decisions")
@Tag(name = "Decisions")
@Blocking
class DecisionsResource {
  private static final int MOST = 5000;

  private final DecideImages decide;
  private final HistoryReader history;

  DecisionsResource(DecideImages decide, HistoryReader history) {
    this.decide = decide;
    this.history = history;
  }

  /**
   * What to decide.
   *
   * @param reviewer who decides
   * @param decisions what, 1 to 5000
   */
  record Request(String reviewer, List<Wish> decisions) {}

  /**
   * What became of it.
   *
   * @param results one per decision, in the order of the request
   */
  record Answer(List<Outcome> results) {}

  /**
   * Who undoes.
   *
   * @param reviewer who
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
    return new Answer(decide.decide(reviewer(request.reviewer()), request.decisions()));
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
  public Outcome withdraw(String decision, Withdrawal withdrawal) {
    if (withdrawal == null) {
      throw new BadRequest("the body is missing: {\"reviewer\": ...}");
    }
    String reviewer = reviewer(withdrawal.reviewer());
    Wish wish =
        new Wish(
            find(decision).image(),
            Verdict.WITHDRAWN,
            withdrawal.reason(),
            List.of(),
            decision,
            null,
            null);
    return decide.decide(reviewer, List.of(wish)).get(0);
  }

  private static String reviewer(String name) {
    ReviewerName.fault(name)
        .ifPresent(
            fault -> {
              throw new BadRequest(fault);
            });
    return name;
  }

  private CurationDecided find(String decision) {
    return history
        .find(decision)
        .orElseThrow(() -> new NotFoundException("no decision has the id '" + decision + "'"));
  }
}
