package io.wood.refiner.http;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.UnusableImageException;
import io.wood.refiner.export.MaskExporter;
import io.wood.refiner.report.EvaluationReport;
import io.wood.refiner.report.ReportCsv;
import io.wood.refiner.report.ReportHtml;
import io.wood.refiner.report.ResultsSummary;
import io.wood.refiner.request.PredictImage;
import io.wood.refiner.view.RefinedMasks;
import io.wood.refiner.view.RefinementImages;
import io.wood.refiner.view.RefinementReports;
import io.wood.refiner.view.RefinementView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Serves masks over HTTP: at other thresholds, as exports, as reports, and of new images. */
@Path("/api/refinements")
public class MaskResource {
  private final RefinementView view;
  private final RefinementImages images;
  private final RefinementReports reports;
  private final RefinedMasks masks;
  private final MaskExporter exports;
  private final PredictImage predict;

  MaskResource(
      RefinementView view,
      RefinementImages images,
      RefinementReports reports,
      RefinedMasks masks,
      MaskExporter exports,
      PredictImage predict) {
    this.view = view;
    this.images = images;
    this.reports = reports;
    this.masks = masks;
    this.exports = exports;
    this.predict = predict;
  }

  /** Recomputes the pseudo-mask of one image at another background threshold. */
  @GET
  @Path("/{id}/images/{image}/mask")
  @Operation(summary = "The pseudo-mask of an image at any background threshold")
  @Produces("image/png")
  public byte[] mask(
      @PathParam("id") String id,
      @PathParam("image") String image,
      @QueryParam("threshold") Double threshold) {
    RefinementSummary summary = known(id);
    DatasetManifest.Image known =
        images
            .image(summary, image)
            .orElseThrow(
                () -> new NotFoundException("refinement " + id + " has no image " + image));
    try {
      return LabelMaps.encode(masks.of(summary, known, RefinedMasks.Choice.of("mask", threshold)));
    } catch (UnusableImageException | RefinedMasks.NoMaskException e) {
      throw new NotFoundException("no mask of " + known.name() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Exports all masks in a {@link MaskExporter.Format}: the pseudo-masks or, with {@code
   * masks=prediction} or {@code prediction-labelled}, the predictions of the segmentation network,
   * which in the second case follow the images' labels.
   */
  @GET
  @Path("/{id}/export/{format}")
  @Operation(summary = "All masks as voc, voc-images, coco, coco-polygons, png or csv")
  @Produces(MediaType.WILDCARD)
  public Response export(
      @PathParam("id") String id,
      @PathParam("format") String format,
      @Parameter(
              description =
                  "mask: pseudo-masks; prediction: the segmentation network's;"
                      + " prediction-labelled: those that follow the images' labels")
          @QueryParam("masks")
          @DefaultValue("mask")
          String kind,
      @QueryParam("threshold") Double threshold) {
    RefinementSummary summary = known(id);
    MaskExporter.Format as = MaskExporter.Format.of(format);
    RefinedMasks.Choice choice = RefinedMasks.Choice.of(kind, threshold);
    StreamingOutput body = out -> exports.write(summary, as, choice, out);
    return attachment(body, as.mediaType(), id + choice.kind().suffix() + as.suffix());
  }

  @GET
  @Path("/{id}/report")
  @Operation(
      summary =
          "The evaluation against ground truth; images=false leaves out its images and replicates")
  @APIResponse(
      responseCode = "200",
      description = "The report",
      content = @Content(schema = @Schema(implementation = EvaluationReport.class)))
  @Produces(MediaType.APPLICATION_JSON)
  public Response report(
      @PathParam("id") String id, @QueryParam("images") @DefaultValue("true") boolean all) {
    RefinementSummary summary = evaluated(id);
    StreamingOutput stored = out -> reports.copy(summary, out);
    return Response.ok(
            all ? stored : reports.report(summary).orElseThrow().withoutReplicates(),
            MediaType.APPLICATION_JSON)
        .build();
  }

  @GET
  @Path("/{id}/report.csv")
  @Operation(summary = "The evaluation as CSV")
  @Produces(MediaType.WILDCARD)
  public Response csv(@PathParam("id") String id) {
    RefinementSummary summary = evaluated(id);
    EvaluationReport report = reports.report(summary).orElseThrow();
    StreamingOutput body =
        out -> ReportCsv.write(report, image -> reports.images(summary, image), out);
    return attachment(body, "text/csv", id + "-report.csv");
  }

  /** Serves the report as one HTML file that opens without a server. */
  @GET
  @Path("/{id}/report.html")
  @Operation(summary = "The report as one HTML file")
  @Produces(MediaType.WILDCARD)
  public Response html(@PathParam("id") String id) {
    RefinementSummary summary = known(id);
    ResultsSummary results =
        reports
            .results(summary)
            .orElseThrow(() -> new NotFoundException("refinement " + id + " has not ended"));
    byte[] page =
        ReportHtml.of(summary.request(), summary.completed(), results, reports.report(summary));
    return attachment(page, "text/html", id + "-report.html");
  }

  /** Predicts the mask of the image in the request body with the segmentation network. */
  @POST
  @RolesAllowed("operator")
  @Path("/{id}/predict")
  @Operation(summary = "Predict the mask of an image")
  @Consumes({"image/*", MediaType.APPLICATION_OCTET_STREAM})
  @Produces("image/png")
  public byte[] predict(@PathParam("id") String id, InputStream image) throws IOException {
    return predict.of(known(id).request(), image);
  }

  private static Response attachment(Object body, String mediaType, String file) {
    return Response.ok(body, mediaType)
        .header("Content-Disposition", "attachment; filename=\"" + file + "\"")
        .build();
  }

  private RefinementSummary evaluated(String id) {
    RefinementSummary summary = known(id);
    if (!reports.isEvaluated(summary)) {
      throw new NotFoundException(
          "refinement " + id + " has no report: it has not ended, or its dataset has no masks");
    }
    return summary;
  }

  private RefinementSummary known(String id) {
    return RefinementResource.known(view, id);
  }
}
