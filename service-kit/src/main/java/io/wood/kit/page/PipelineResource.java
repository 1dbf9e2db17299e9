package io.wood.kit.page;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the counts of the pipeline, which the start page shows. */
@Path("/api/pipeline")
@Tag(name = "Pages")
@Blocking
class PipelineResource {
  private final PipelineReader pipeline;

  PipelineResource(PipelineReader pipeline) {
    this.pipeline = pipeline;
  }

  @GET
  @Operation(
      summary = "Records of each stage, read from Kafka; a count that is not known is left out")
  public PipelineCounts counts() {
    return pipeline.counts();
  }
}
