package io.wood.curation.http;

import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.api.curation.CandidateStatus;
import io.wood.contracts.api.curation.CandidateStatus.State;
import io.wood.contracts.api.curation.StatusRequest;
import io.wood.curation.model.ImageHash;
import io.wood.curation.status.AskStatus;
import io.wood.kit.problem.RequestBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers publishers what became of their candidates. */
@Path("/api")
@Tag(name = "Candidates")
@RolesAllowed({"publisher", "viewer"})
@Blocking
class StatusResource {
  private final AskStatus status;

  StatusResource(AskStatus status) {
    this.status = status;
  }

  @GET
  @Path("candidates/{image}/status")
  @Operation(
      summary =
          "What became of a published image: waiting, ranked, dismissed, dead letter, decided")
  public CandidateStatus get(String image) {
    CandidateStatus one = ask(List.of(image)).get(0);
    if (one.state() == State.UNKNOWN) {
      throw new NotFoundException(
          "no event names the image %s; publish it, or look for its event in the dead letters"
              .formatted(image));
    }
    return one;
  }

  @POST
  @Path("candidates/status")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "The same for up to 1000 images; one that no event names is UNKNOWN")
  public List<CandidateStatus> list(StatusRequest request) {
    return ask(RequestBody.required(request, "{\"images\": [...]}").images());
  }

  private List<CandidateStatus> ask(List<String> images) {
    for (String image : images) {
      if (ImageHash.parse(image).isEmpty()) {
        throw new IllegalArgumentException(
            "an image is named by its SHA-256, 64 lower-case hexadecimal digits, not '%s'"
                .formatted(image));
      }
    }
    return status.of(images);
  }
}
