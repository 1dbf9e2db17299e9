package io.wood.kit.repair;

import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.api.repair.DeadLetterDetail;
import io.wood.contracts.api.repair.DeadLetterFilter;
import io.wood.contracts.api.repair.DeadLetterPage;
import io.wood.contracts.api.repair.RepairReport;
import io.wood.contracts.api.repair.RepairRequest;
import io.wood.kit.access.CurrentUser;
import io.wood.kit.event.TransientFailure;
import io.wood.log.LogUnavailableException;
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
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Lists dead letters of all topics and repairs them; every service offers the same. */
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
    return reading(
        () -> log.page(new DeadLetterFilter(topic, reason, key, source, repaired), limit));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One dead letter with its headers and body")
  public DeadLetterDetail get(@RestPath String id) {
    return reading(() -> log.find(id))
        .orElseThrow(() -> new NotFoundException("there is no dead letter '" + id + "'"));
  }

  @POST
  @Path("redrive")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Publish records again, as they were: these, or all that match a filter")
  public RepairReport redrive(RepairRequest request) {
    return reading(() -> repair.redrive(required(request), by()));
  }

  @POST
  @Path("drop")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Give dead letters up: these, or all that match a filter")
  public RepairReport drop(RepairRequest request) {
    return reading(() -> repair.drop(required(request), by()));
  }

  private String by() {
    return user.name().orElse("local operator");
  }

  private static RepairRequest required(RepairRequest request) {
    if (request == null) {
      throw new IllegalArgumentException("the body is missing; send {\"ids\": [...]}");
    }
    return request;
  }

  private static <T> T reading(Supplier<T> work) {
    try {
      return work.get();
    } catch (LogUnavailableException e) {
      throw new TransientFailure(e.getMessage(), e);
    }
  }
}
