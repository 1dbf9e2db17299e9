package io.wood.curation.http;

import io.wood.curation.decide.Quorum;
import io.wood.kit.access.CurrentUser;
import io.wood.kit.access.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who asks, and by which rule they decide. */
@Path("/api/session")
@Tag(name = "Session")
class SessionResource {
  private final CurrentUser access;
  private final Quorum quorum;

  SessionResource(CurrentUser access, Quorum quorum) {
    this.access = access;
    this.quorum = quorum;
  }

  /**
   * Who asks.
   *
   * @param signIn whether people sign in; otherwise they say their names
   * @param name of whoever signed in, left out when nobody does
   * @param roles what they may do
   * @param opinions how many people must agree before an image counts
   */
  record Session(boolean signIn, String name, Set<Role> roles, int opinions) {}

  @GET
  @Operation(summary = "Who asks, what they may do, and how many must agree")
  public Session get() {
    return new Session(
        access.signIn(), access.name().orElse(null), access.roles(), quorum.people());
  }
}
