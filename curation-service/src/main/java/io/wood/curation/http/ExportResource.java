package io.wood.curation.http;

import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.event.CurationDecided;
import io.wood.curation.query.HistoryReader;
import io.wood.store.csv.CsvCodec;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Exports all decisions in order; the last one about an image applies. */
@Path("/api")
@Tag(name = "Export and import")
@Blocking
@RolesAllowed("operator")
class ExportResource {
  private static final List<String> COLUMNS =
      List.of(
          "decision",
          "image",
          "verdict",
          "reviewer",
          "decided_at",
          "reason",
          "classes_seen",
          "predicted_class",
          "score",
          "weights",
          "replaces");

  private final HistoryReader history;

  ExportResource(HistoryReader history) {
    this.history = history;
  }

  @GET
  @Path("export.csv")
  @Produces("text/csv")
  @Operation(summary = "All decisions as CSV")
  public Response csv() {
    return file(
        "decisions.csv",
        writer -> {
          write(() -> CsvCodec.write(writer, COLUMNS));
          history.each(decision -> write(() -> CsvCodec.write(writer, cells(decision))));
        });
  }

  @GET
  @Path("export.jsonl")
  @Produces("application/x-ndjson")
  @Operation(summary = "All decision events as JSON lines")
  public Response jsonLines() {
    return file(
        "decisions.jsonl",
        writer ->
            history.eachJson(
                json ->
                    write(
                        () ->
                            writer.append(new String(json, StandardCharsets.UTF_8)).append('\n'))));
  }

  private static List<String> cells(CurationDecided decision) {
    return List.of(
        decision.decision(),
        decision.image(),
        decision.verdict().name(),
        decision.reviewer(),
        decision.decidedAt().toString(),
        decision.reason(),
        String.join(";", decision.classesSeen()),
        decision.predictedClass(),
        Double.toString(decision.score()),
        decision.weights(),
        decision.replaces() == null ? "" : decision.replaces());
  }

  private static Response file(String name, Consumer<Writer> content) {
    StreamingOutput stream =
        output -> {
          Writer writer =
              new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
          content.accept(writer);
          writer.flush();
        };
    return Response.ok(stream)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .build();
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static void write(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
