package io.wood.trainer.http;

import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.api.trainer.ExperimentClusters;
import io.wood.kit.artifact.StoredPicture;
import io.wood.store.ArtifactStore;
import io.wood.trainer.cluster.ShowClusters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows the groups of OoDs of experiments over HTTP. */
@Path("/api/clusters")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ClustersResource {
  private final ShowClusters clusters;
  private final ArtifactStore store;

  ClustersResource(ShowClusters clusters, ArtifactStore store) {
    this.clusters = clusters;
    this.store = store;
  }

  /** The groups of an experiment. */
  @GET
  @Path("{experiment}")
  @Operation(
      summary =
          "The groups of OoDs that an experiment pushes features away from, and a map of its"
              + " features")
  public ExperimentClusters of(@PathParam("experiment") String experiment) {
    return clusters.of(experiment);
  }

  /** Serves a labelled image. */
  @GET
  @Path("{experiment}/labelled/{sha256}")
  @Produces(MediaType.WILDCARD)
  @Operation(summary = "A labelled image of the dataset of an experiment")
  public Response labelled(
      @PathParam("experiment") String experiment, @PathParam("sha256") String sha256) {
    return StoredPicture.unchanging(store.read(clusters.labelled(experiment, sha256)));
  }
}
