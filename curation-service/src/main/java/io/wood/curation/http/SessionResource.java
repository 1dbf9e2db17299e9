package io.wood.curation.http;

import io.wood.contracts.api.curation.ReviewSession;
import io.wood.curation.decide.Quorum;
import io.wood.kit.access.CurrentUser;
import io.wood.kit.access.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Describes the current user and the rule for decisions. */
@Path("/api/session")
@Tag(name = "Session")
class SessionResource {
  private final CurrentUser user;
  private final Quorum quorum;

  SessionResource(CurrentUser user, Quorum quorum) {
    this.user = user;
    this.quorum = quorum;
  }

  @GET
  @Operation(summary = "The current user, their roles, and how many reviewers must agree")
  public ReviewSession get() {
    return new ReviewSession(
        user.signIn(),
        user.name().orElse(null),
        user.roles().stream().sorted().map(Role::name).toList(),
        quorum.people());
  }
}
