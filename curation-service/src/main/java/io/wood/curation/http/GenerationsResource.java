package io.wood.curation.http;

import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.api.curation.GenerationChoice;
import io.wood.contracts.api.curation.GenerationList;
import io.wood.contracts.api.curation.GenerationList.GenerationSummary;
import io.wood.curation.decide.ChooseGeneration;
import io.wood.curation.model.EpochNanos;
import io.wood.curation.query.GenerationReader;
import io.wood.kit.access.CurrentUser;
import io.wood.kit.problem.RequestBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists the generations and switches between them over HTTP. */
@Path("/api/generations")
@Tag(name = "Generations")
@Blocking
class GenerationsResource {
  private final GenerationReader generations;
  private final ChooseGeneration choose;
  private final CurrentUser user;

  GenerationsResource(GenerationReader generations, ChooseGeneration choose, CurrentUser user) {
    this.generations = generations;
    this.choose = choose;
    this.user = user;
  }

  @GET
  @Operation(summary = "The classifiers that ranked candidates, and whose results the queue shows")
  public GenerationList list() {
    return new GenerationList(
        generations.shown().weights(),
        generations.all().stream()
            .map(
                one ->
                    new GenerationSummary(
                        one.weights(),
                        one.experiment(),
                        one.candidates(),
                        EpochNanos.instant(one.rankedAt())))
            .toList());
  }

  @PUT
  @Path("shown")
  @RolesAllowed("operator")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Show the results of one classifier, or the newest result of each image")
  public Response show(GenerationChoice choice) {
    RequestBody.required(choice, "{\"generation\": \"EXPERIMENT\"}, or null for the newest");
    String by = user.name().orElse(Objects.requireNonNullElse(choice.chosenBy(), "api"));
    return Response.accepted(choose.choose(choice.generation(), by)).build();
  }
}
