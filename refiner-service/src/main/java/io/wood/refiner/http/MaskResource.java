package io.wood.refiner.http;

import io.wood.contracts.artifact.DatasetManifest;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.UnusableImageException;
import io.wood.refiner.export.MaskExporter;
import io.wood.refiner.report.EvaluationReport;
import io.wood.refiner.report.ReportCsv;
import io.wood.refiner.report.ReportHtml;
import io.wood.refiner.report.ResultsManifest;
import io.wood.refiner.request.PredictImage;
import io.wood.refiner.view.RefinedMasks;
import io.wood.refiner.view.RefinementImages;
import io.wood.refiner.view.RefinementSummary;
import io.wood.refiner.view.RefinementView;
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

/** A refinement's masks over HTTP: at other thresholds, as files for other tools, of new images. */
@Path("/api/refinements")
public class MaskResource {
  private final RefinementView view;
  private final RefinementImages images;
  private final RefinedMasks masks;
  private final MaskExporter exports;
  private final PredictImage predict;

  MaskResource(
      RefinementView view,
      RefinementImages images,
      RefinedMasks masks,
      MaskExporter exports,
      PredictImage predict) {
    this.view = view;
    this.images = images;
    this.masks = masks;
    this.exports = exports;
    this.predict = predict;
  }

  /** The pseudo-mask of one image at another background threshold, out of its walked maps. */
  @GET
  @Path("/{id}/images/{image}/mask")
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
   * The whole refinement as files: {@code voc}, {@code coco} or {@code csv}, of the pseudo-masks or
   * ({@code masks=prediction}) of what the segmentation network says.
   */
  @GET
  @Path("/{id}/export/{format}")
  @Produces(MediaType.WILDCARD)
  public Response export(
      @PathParam("id") String id,
      @PathParam("format") String format,
      @QueryParam("masks") @DefaultValue("mask") String kind,
      @QueryParam("threshold") Double threshold) {
    RefinementSummary summary = known(id);
    MaskExporter.Format as = MaskExporter.Format.of(format);
    RefinedMasks.Choice choice = RefinedMasks.Choice.of(kind, threshold);
    StreamingOutput body = out -> exports.write(summary, as, choice, out);
    return attachment(body, as.mediaType(), id + as.suffix());
  }

  @GET
  @Path("/{id}/report")
  @Produces(MediaType.APPLICATION_JSON)
  public EvaluationReport report(@PathParam("id") String id) {
    return images
        .report(known(id))
        .orElseThrow(
            () ->
                new NotFoundException(
                    "refinement "
                        + id
                        + " has no report: it has not ended, or its dataset has no masks"));
  }

  @GET
  @Path("/{id}/report.csv")
  @Produces(MediaType.WILDCARD)
  public Response csv(@PathParam("id") String id) {
    return attachment(ReportCsv.of(report(id)), "text/csv", id + "-report.csv");
  }

  /** One file that opens without a server. */
  @GET
  @Path("/{id}/report.html")
  @Produces(MediaType.WILDCARD)
  public Response html(@PathParam("id") String id) {
    RefinementSummary summary = known(id);
    ResultsManifest results =
        images
            .results(summary)
            .orElseThrow(() -> new NotFoundException("refinement " + id + " has not ended"));
    byte[] page =
        ReportHtml.of(summary.request(), summary.completed(), results, images.report(summary));
    return attachment(page, "text/html", id + "-report.html");
  }

  /** The mask that the segmentation network sees in an image that is sent. */
  @POST
  @Path("/{id}/predict")
  @Consumes({"image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
  @Produces("image/png")
  public byte[] predict(@PathParam("id") String id, byte[] image) {
    return predict.of(known(id).request(), image);
  }

  private static Response attachment(Object body, String mediaType, String file) {
    return Response.ok(body, mediaType)
        .header("Content-Disposition", "attachment; filename=\"" + file + "\"")
        .build();
  }

  private RefinementSummary known(String id) {
    return RefinementResource.known(view, id);
  }
}
