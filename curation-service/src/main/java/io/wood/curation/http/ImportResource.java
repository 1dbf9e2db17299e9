package io.wood.curation.http;

import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.api.curation.ImportReport;
import io.wood.curation.exchange.ForeignExport;
import io.wood.curation.exchange.ImportDecisions;
import io.wood.curation.exchange.ImportFile;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Imports decisions that were made elsewhere. */
@Path("/api/import")
@Tag(name = "Export and import")
@Blocking
@RolesAllowed("operator")
class ImportResource {
  private final ImportDecisions decisions;
  private final ReviewerIdentity reviewers;

  ImportResource(ImportDecisions decisions, ReviewerIdentity reviewers) {
    this.decisions = decisions;
    this.reviewers = reviewers;
  }

  @POST
  @Consumes("text/csv")
  @Operation(
      summary = "Import decisions from CSV",
      description =
          "Columns: image and verdict; optional: decision (its id), reviewer, reason, classes_seen"
              + " (separated by ;), decided_at. Importing the same file again changes nothing, and"
              + " export.csv of another installation gives its decisions under their ids.")
  public ImportReport csv(
      String csv,
      @RestQuery @Parameter(description = "reviewer of lines that name none") String reviewer) {
    return record(ImportFile.read(csv, reviewers.defaultName(reviewer)));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Import decisions from a JSON export of Label Studio or FiftyOne",
      description =
          "Label Studio: tasks with a choice such as approve or prune. FiftyOne: samples with such"
              + " a tag or a label in the field verdict. The image is identified by the SHA-256 in a"
              + " field, a file name or an address.")
  public ImportReport json(
      String json,
      @RestQuery @Parameter(description = "reviewer of entries that name none") String reviewer) {
    return record(new ForeignExport(reviewers.defaultName(reviewer)).read(json));
  }

  private ImportReport record(List<ImportFile.Line> lines) {
    return decisions.record(reviewers.confirmed(lines));
  }
}
