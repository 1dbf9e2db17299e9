package io.wood.kit.repair;

import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.api.repair.DeadLetterDetail;
import io.wood.contracts.api.repair.DeadLetterFilter;
import io.wood.contracts.api.repair.DeadLetterPage;
import io.wood.contracts.api.repair.RepairReport;
import io.wood.contracts.api.repair.RepairRequest;
import io.wood.kit.access.CurrentUser;
import io.wood.kit.problem.RequestBody;
import io.wood.log.repair.DeadLetterLog;
import io.wood.log.repair.DeadLetterRepair;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Lists the dead letters of the topics that this service may read, and repairs them; every service
 * offers the same.
 */
@Path("/api/dead-letters")
@Tag(name = "Dead letters")
@RolesAllowed("operator")
@Blocking
class DeadLettersResource {
  private static final int MAX_LIMIT = 1000;

  private final DeadLetterLog log;
  private final DeadLetterRepair repair;
  private final CurrentUser user;

  DeadLettersResource(DeadLetterLog log, DeadLetterRepair repair, CurrentUser user) {
    this.log = log;
    this.repair = repair;
    this.user = user;
  }

  @GET
  @Operation(summary = "Dead letters, newest first; 'repaired' shows those that are done as well")
  public DeadLetterPage list(
      @RestQuery String topic,
      @RestQuery String reason,
      @RestQuery String key,
      @RestQuery String source,
      @RestQuery boolean repaired,
      @RestQuery @DefaultValue("100") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit must lie in 1..%d, not %d".formatted(MAX_LIMIT, limit));
    }
    return log.page(new DeadLetterFilter(topic, reason, key, source, repaired), limit);
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One dead letter with its headers and body")
  public DeadLetterDetail get(@RestPath String id) {
    return log.find(id)
        .orElseThrow(() -> new NotFoundException("there is no dead letter '" + id + "'"));
  }

  @POST
  @Path("redrive")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Publish records again, as they were: these, or all that match a filter")
  public RepairReport redrive(RepairRequest request) {
    return repair.redrive(required(request), by());
  }

  @POST
  @Path("drop")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Give dead letters up: these, or all that match a filter")
  public RepairReport drop(RepairRequest request) {
    return repair.drop(required(request), by());
  }

  private String by() {
    return user.name().orElse("local operator");
  }

  private static RepairRequest required(RepairRequest request) {
    return RequestBody.required(request, "{\"ids\": [...]}");
  }
}
