package io.wood.curation.http;

import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.curation.decide.DecisionProblems;
import io.wood.curation.model.BadRequest;
import io.wood.curation.model.Candidate;
import io.wood.curation.model.ImageHash;
import io.wood.curation.picture.PictureCache;
import io.wood.curation.query.CandidateReader;
import io.wood.kit.artifact.StoredPicture;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Serves the pictures of candidates, and no other object of the store. */
@Path("/api")
@Tag(name = "Pictures")
@Blocking
class PicturesResource {
  private static final int YEAR_SECONDS = 31_536_000;
  private static final Set<Integer> WIDTHS = Set.of(320, 640);

  private final CandidateReader candidates;
  private final PictureCache pictures;

  PicturesResource(CandidateReader candidates, PictureCache pictures) {
    this.candidates = candidates;
    this.pictures = pictures;
  }

  @GET
  @Path("images/{image}")
  @Operation(summary = "The image or a thumbnail; the same hash is always the same picture")
  public Response image(
      String image,
      @RestQuery @Parameter(description = "width of a thumbnail, 320 or 640; default: the original")
          Optional<Integer> width,
      @Context Request request) {
    ArtifactRef artifact = find(image).artifact();
    return width
        .map(pixels -> small(artifact, pixels, request))
        .orElseGet(() -> whole(artifact, artifact.sha256(), true, request));
  }

  @GET
  @Path("overlays/{image}")
  @Operation(summary = "The CAM of the predicted class over the image")
  public Response overlay(
      String image,
      @RestQuery @Parameter(description = "hash of the weights; allows caching for a year")
          Optional<String> weights,
      @Context Request request) {
    Candidate candidate = find(image);
    if (candidate.overlay() == null) {
      throw new NotFoundException("the ranker made no overlay for the image " + image);
    }
    boolean immutable = weights.filter(candidate.weights()::equals).isPresent();
    return whole(candidate.overlay(), candidate.overlay().sha256(), immutable, request);
  }

  private Response small(ArtifactRef artifact, int width, Request request) {
    if (!WIDTHS.contains(width)) {
      throw new BadRequest("width must be 320 or 640, not " + width);
    }
    EntityTag tag = new EntityTag(artifact.sha256() + "-upright-" + width);
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    if (unchanged != null) {
      return cached(unchanged, tag, true);
    }
    return cached(file(pictures.small(artifact, width)), tag, true);
  }

  private Response whole(ArtifactRef artifact, String tagText, boolean immutable, Request request) {
    EntityTag tag = new EntityTag(tagText);
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    if (unchanged != null) {
      return cached(unchanged, tag, immutable);
    }
    return cached(file(pictures.whole(artifact)), tag, immutable);
  }

  private static Response cached(
      Response.ResponseBuilder answer, EntityTag tag, boolean immutable) {
    CacheControl cache = new CacheControl();
    cache.setPrivate(true);
    cache.setNoTransform(true);
    if (immutable) {
      cache.setMaxAge(YEAR_SECONDS);
      cache.getCacheExtension().put("immutable", "");
    } else {
      cache.setNoCache(true);
    }
    return answer.tag(tag).cacheControl(cache).build();
  }

  private static Response.ResponseBuilder file(java.nio.file.Path file) {
    try {
      return StoredPicture.asStored(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the cached picture " + file, e);
    }
  }

  private Candidate find(String image) {
    return ImageHash.parse(image)
        .flatMap(candidates::find)
        .orElseThrow(() -> new NotFoundException(DecisionProblems.unknownImage(image).detail()));
  }
}
