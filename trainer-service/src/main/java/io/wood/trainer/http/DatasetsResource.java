package io.wood.trainer.http;

import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.api.trainer.DatasetSummary;
import io.wood.trainer.experiment.DatasetCatalog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Lists datasets over HTTP. */
@Path("/api/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DatasetsResource {
  private final DatasetCatalog datasets;

  DatasetsResource(DatasetCatalog datasets) {
    this.datasets = datasets;
  }

  /** All datasets that were imported under a name. */
  @GET
  @Operation(summary = "Imported datasets")
  public List<DatasetSummary> list() {
    return datasets.list();
  }
}
