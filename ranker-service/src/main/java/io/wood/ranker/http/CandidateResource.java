package io.wood.ranker.http;

import io.wood.contracts.api.ranker.UploadLink;
import io.wood.contracts.api.ranker.UploadRequest;
import io.wood.kit.event.TransientFailure;
import io.wood.kit.problem.ProblemResponse;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Accepts candidates over HTTP. */
@Path("/api/candidates")
@RolesAllowed("publisher")
class CandidateResource {
  private final SubmitCandidate submit;
  private final CandidateDecoder decoder;
  private final RankingSettings settings;

  CandidateResource(SubmitCandidate submit, CandidateDecoder decoder, RankingSettings settings) {
    this.submit = submit;
    this.decoder = decoder;
    this.settings = settings;
  }

  /**
   * Accepts an image file in the form field {@code image}; {@code name} and {@code source} are
   * optional.
   */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(summary = "Submit an image file")
  public Response upload(
      @RestForm("image") FileUpload image, @RestForm String name, @RestForm String source)
      throws UnusableImageException {
    if (image == null) {
      throw new IllegalArgumentException("the form has no file in its field 'image'");
    }
    String title = name == null || name.isBlank() ? image.fileName() : name;
    try (ByteBudget.Share file = decoder.reserveFile(image.size())) {
      return Response.accepted(submit.offer(read(image), title, source)).build();
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
  public UploadLink announce(UploadRequest request) {
    return submit.announce(request);
  }

  /** Accepts a file that was uploaded by its link. */
  @POST
  @Path("uploads/{sha256}")
  @Operation(summary = "Confirm an upload")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response confirm(@PathParam("sha256") String sha256, UploadRequest request)
      throws UnusableImageException {
    if (!request.sha256().equals(sha256)) {
      throw new IllegalArgumentException(
          "the path says " + sha256 + ", the body " + request.sha256());
    }
    return Response.accepted(submit.confirm(request)).build();
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
