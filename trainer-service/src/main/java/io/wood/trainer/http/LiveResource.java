package io.wood.trainer.http;

import io.smallrye.mutiny.Multi;
import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.trainer.experiment.ExperimentView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Streams changes of experiments as server-sent events. */
@Path("/api/events")
public class LiveResource {
  /** Limit of unread events; a slower client is disconnected and reads the list again. */
  private static final int BACKLOG = 256;

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final ExperimentView view;

  LiveResource(ExperimentView view) {
    this.view = view;
  }

  /** Every change of an experiment, with comments as a heartbeat. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(summary = "Changes of experiments, as server-sent events")
  public Multi<OutboundSseEvent> changes(@Context Sse sse) {
    return Multi.createBy().merging().streams(heartbeat(sse), experiments(sse));
  }

  private Multi<OutboundSseEvent> experiments(Sse sse) {
    return Multi.createFrom()
        .<ExperimentSummary>emitter(
            emitter -> {
              Runnable stop = view.watch(emitter::emit);
              emitter.onTermination(stop);
            },
            BACKLOG)
        .map(
            summary ->
                sse.newEventBuilder()
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(ExperimentSummary.class, summary)
                    .build());
  }

  /** The first comment opens the stream immediately; later ones detect closed connections. */
  private static Multi<OutboundSseEvent> heartbeat(Sse sse) {
    return Multi.createFrom()
        .ticks()
        .every(HEARTBEAT)
        .onOverflow()
        .drop()
        .map(tick -> sse.newEventBuilder().comment("alive").build());
  }
}
