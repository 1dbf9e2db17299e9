package io.wood.ranker.http;

import io.wood.contracts.api.ranker.FileResult;
import io.wood.contracts.api.ranker.SubmitResult;
import io.wood.contracts.api.ranker.SubmitResults;
import io.wood.contracts.api.ranker.UploadLink;
import io.wood.contracts.api.ranker.UploadRequest;
import io.wood.kit.event.TransientFailure;
import io.wood.kit.problem.ProblemResponse;
import io.wood.kit.problem.RequestBody;
import io.wood.method.image.UnusableImageException;
import io.wood.ranker.rank.ByteBudget;
import io.wood.ranker.rank.CandidateDecoder;
import io.wood.ranker.rank.RankingSettings;
import io.wood.ranker.submit.SubmitCandidate;
import io.wood.ranker.submit.TooLargeException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Accepts candidates over HTTP. */
@Path("/api/candidates")
@RolesAllowed("publisher")
class CandidateResource {
  private static final int MULTI_STATUS = 207;

  private final SubmitCandidate submit;
  private final CandidateDecoder decoder;
  private final RankingSettings settings;

  CandidateResource(SubmitCandidate submit, CandidateDecoder decoder, RankingSettings settings) {
    this.submit = submit;
    this.decoder = decoder;
    this.settings = settings;
  }

  /**
   * Accepts image files in form fields named "image"; {@code name} (of a single file) and {@code
   * source} are optional. Of several files each has its own result: 202 when all were accepted, 207
   * when some were not.
   */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(summary = "Submit image files")
  public Response upload(
      @RestForm("image") List<FileUpload> images, @RestForm String name, @RestForm String source)
      throws UnusableImageException {
    if (images == null || images.isEmpty()) {
      throw new IllegalArgumentException("the form has no file in its field 'image'");
    }
    if (images.size() == 1) {
      FileUpload image = images.get(0);
      String title = name == null || name.isBlank() ? image.fileName() : name;
      return Response.accepted(submit(image, title, source)).build();
    }
    List<FileResult> results = images.stream().map(image -> result(image, source)).toList();
    boolean accepted = results.stream().allMatch(each -> each.problem() == null);
    return Response.status(accepted ? Status.ACCEPTED.getStatusCode() : MULTI_STATUS)
        .entity(new SubmitResults(results))
        .build();
  }

  private FileResult result(FileUpload image, String source) {
    try {
      return new FileResult(image.fileName(), submit(image, image.fileName(), source), null);
    } catch (UnusableImageException e) {
      return refused(image, Status.UNSUPPORTED_MEDIA_TYPE, e);
    } catch (TooLargeException e) {
      return refused(image, Status.REQUEST_ENTITY_TOO_LARGE, e);
    }
  }

  private static FileResult refused(FileUpload image, Status status, Exception e) {
    return new FileResult(image.fileName(), null, ProblemResponse.detail(status, e.getMessage()));
  }

  private SubmitResult submit(FileUpload image, String title, String source)
      throws UnusableImageException {
    try (ByteBudget.Share file = decoder.reserveFile(image.size())) {
      return submit.submit(read(image), title, source);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFailure("interrupted while waiting for memory", e);
    }
  }

  /** Returns a link to upload a large file; confirm the upload afterwards. */
  @POST
  @Path("uploads")
  @Operation(summary = "Request a link to upload a large file")
  @Consumes(MediaType.APPLICATION_JSON)
  public UploadLink requestUpload(UploadRequest request) {
    return submit.requestUpload(required(request));
  }

  /** Accepts a file that was uploaded by its link. */
  @POST
  @Path("uploads/{sha256}")
  @Operation(summary = "Confirm an upload")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response confirmUpload(@PathParam("sha256") String sha256, UploadRequest request)
      throws UnusableImageException {
    if (!required(request).sha256().equals(sha256)) {
      throw new IllegalArgumentException(
          "the path says " + sha256 + ", the body " + request.sha256());
    }
    return Response.accepted(submit.confirmUpload(request)).build();
  }

  private static UploadRequest required(UploadRequest request) {
    return RequestBody.required(request, "{\"sha256\": \"…\", \"size\": BYTES}");
  }

  @ServerExceptionMapper
  Response unusable(UnusableImageException e) {
    return ProblemResponse.of(Status.UNSUPPORTED_MEDIA_TYPE, e.getMessage());
  }

  @ServerExceptionMapper
  Response tooLarge(TooLargeException e) {
    return ProblemResponse.of(Status.REQUEST_ENTITY_TOO_LARGE, e.getMessage());
  }

  private byte[] read(FileUpload image) {
    if (image.size() > settings.limits().maxBytes()) {
      throw new TooLargeException(
          "the file has %d bytes; at most %d are accepted"
              .formatted(image.size(), settings.limits().maxBytes()));
    }
    try {
      return Files.readAllBytes(image.uploadedFile());
    } catch (IOException e) {
      throw new UncheckedIOException("the uploaded file cannot be read", e);
    }
  }
}
