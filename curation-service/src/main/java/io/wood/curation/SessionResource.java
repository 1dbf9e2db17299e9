package io.wood.curation;

import io.wood.kit.Access;
import io.wood.kit.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who asks, and by which rule they decide. */
@Path("/api/session")
@Tag(name = "Session")
class SessionResource {
  private final Access access;
  private final CurationConfig config;

  SessionResource(Access access, CurationConfig config) {
    this.access = access;
    this.config = config;
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
        access.signIn(), access.name().orElse(null), access.roles(), config.opinions());
  }
}
