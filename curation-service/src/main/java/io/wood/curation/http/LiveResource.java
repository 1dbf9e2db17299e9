package io.wood.curation.http;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** What others decide, as it happens. */
@Path("/api/events")
@Tag(name = "Live updates")
class LiveResource {
  private final LiveUpdates updates;

  LiveResource(LiveUpdates updates) {
    this.updates = updates;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(summary = "Server-sent events: images decided, candidates arrived")
  public Multi<LiveUpdates.Update> stream() {
    return updates.stream();
  }
}
