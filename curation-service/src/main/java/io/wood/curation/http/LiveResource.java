package io.wood.curation.http;

import io.smallrye.mutiny.Multi;
import io.wood.contracts.api.curation.LiveUpdate;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Streams changes of the review as server-sent events. */
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
  @Operation(summary = "Decided images and new candidates, as server-sent events")
  public Multi<LiveUpdate> stream() {
    return updates.stream();
  }
}
