package io.wood.trainer.http;

import io.smallrye.mutiny.Multi;
import io.wood.trainer.experiment.ExperimentSummary;
import io.wood.trainer.experiment.ExperimentView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;

/** Progress as it happens. */
@Path("/api/events")
public class LiveResource {
  /** A reader that falls this far behind is cut off and reads the list again. */
  private static final int BACKLOG = 256;

  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final ExperimentView view;

  LiveResource(ExperimentView view) {
    this.view = view;
  }

  /** Every change of an experiment, as server-sent events; a comment now and then in between. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<OutboundSseEvent> changes(@Context Sse sse) {
    return Multi.createBy().merging().streams(alive(sse), experiments(sse));
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

  /** The first one opens the stream at once; the others show whether anyone still reads it. */
  private static Multi<OutboundSseEvent> alive(Sse sse) {
    return Multi.createFrom()
        .ticks()
        .every(SILENCE)
        .onOverflow()
        .drop()
        .map(tick -> sse.newEventBuilder().comment("alive").build());
  }
}
