package io.wood.ranker.http;

import io.wood.kit.event.TransientFailure;
import io.wood.kit.problem.ProblemDetail;
import io.wood.method.image.UnusableImageException;
import io.wood.ranker.rank.ByteBudget;
import io.wood.ranker.rank.CandidateDecoder;
import io.wood.ranker.rank.RankingSettings;
import io.wood.ranker.submit.SubmitCandidate;
import io.wood.ranker.submit.TooLargeException;
import io.wood.ranker.submit.UploadLink;
import io.wood.ranker.submit.UploadRequest;
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
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The HTTP door for candidates. */
@Path("/api/candidates")
class CandidateResource {
  private final SubmitCandidate offer;
  private final CandidateDecoder decoder;
  private final RankingSettings settings;

  CandidateResource(SubmitCandidate offer, CandidateDecoder decoder, RankingSettings settings) {
    this.offer = offer;
    this.decoder = decoder;
    this.settings = settings;
  }

  /**
   * Takes an image file as form field {@code image}; {@code name} and {@code source} are optional.
   */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response upload(
      @RestForm("image") FileUpload image, @RestForm String name, @RestForm String source)
      throws UnusableImageException {
    if (image == null) {
      throw new IllegalArgumentException("the form has no file in its field 'image'");
    }
    String title = name == null || name.isBlank() ? image.fileName() : name;
    try (ByteBudget.Share file = decoder.reserveFile(image.size())) {
      return Response.accepted(offer.offer(read(image), title, source)).build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFailure("interrupted while waiting for memory", e);
    }
  }

  /** Gives a link for a large file; confirm it when the bytes are there. */
  @POST
  @Path("uploads")
  @Consumes(MediaType.APPLICATION_JSON)
  public UploadLink announce(UploadRequest announcement) {
    return offer.announce(announcement);
  }

  /** Takes a file that was uploaded by its link. */
  @POST
  @Path("uploads/{sha256}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response confirm(@PathParam("sha256") String sha256, UploadRequest announcement)
      throws UnusableImageException {
    if (!announcement.sha256().equals(sha256)) {
      throw new IllegalArgumentException(
          "the path says " + sha256 + ", the body " + announcement.sha256());
    }
    return Response.accepted(offer.confirm(announcement)).build();
  }

  @ServerExceptionMapper
  Response unusable(UnusableImageException e) {
    return ProblemDetail.of(Status.UNSUPPORTED_MEDIA_TYPE, e.getMessage()).response();
  }

  @ServerExceptionMapper
  Response tooLarge(TooLargeException e) {
    return ProblemDetail.of(Status.REQUEST_ENTITY_TOO_LARGE, e.getMessage()).response();
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
