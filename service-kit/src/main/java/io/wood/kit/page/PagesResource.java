package io.wood.kit.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the addresses of the pages, which the navigation bar links. */
@Path("/api/pages")
@Tag(name = "Pages")
class PagesResource {
  private final Map<String, String> addresses;

  PagesResource(PagesConfig config) {
    this.addresses =
        Map.of(
            "ranker", config.ranker().text(),
            "curation", config.curation().text(),
            "trainer", config.trainer().text(),
            "refiner", config.refiner().text());
  }

  @GET
  @Operation(summary = "Page addresses of the four services: absolute, a path, or :PORT/")
  public Map<String, String> addresses() {
    return addresses;
  }
}
