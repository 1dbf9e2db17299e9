package io.wood.trainer;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Progress as it happens. */
@Path("/api/events")
public class LiveResource {
  /** A reader that falls this far behind is cut off and reads the list again. */
  private static final int BACKLOG = 256;

  private final ExperimentView view;

  LiveResource(ExperimentView view) {
    this.view = view;
  }

  /** Every change of an experiment, as server-sent events. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  public Multi<ExperimentSummary> changes() {
    return Multi.createFrom()
        .emitter(
            emitter -> {
              Runnable stop = view.watch(emitter::emit);
              emitter.onTermination(stop);
            },
            BACKLOG);
  }
}
