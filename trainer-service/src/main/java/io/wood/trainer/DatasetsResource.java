package io.wood.trainer;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Datasets over HTTP. */
@Path("/api/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DatasetsResource {
  private final Datasets datasets;

  DatasetsResource(Datasets datasets) {
    this.datasets = datasets;
  }

  /** All datasets that were imported under a name. */
  @GET
  public List<Datasets.Summary> list() {
    return datasets.list();
  }
}
