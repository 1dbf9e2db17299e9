package io.wood.curation.http;

import io.wood.curation.exchange.ImportFile;
import io.wood.curation.model.BadRequest;
import io.wood.curation.model.ReviewerName;
import io.wood.kit.access.CurrentUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ForbiddenException;
import java.util.List;
import java.util.Optional;

/**
 * Whose name stands in a decision: that of whoever signed in, whatever the request says, or, on a
 * machine where nobody signs in, the name that was given.
 */
@ApplicationScoped
class ReviewerIdentity {
  private final CurrentUser access;

  ReviewerIdentity(CurrentUser access) {
    this.access = access;
  }

  /** The name, from what the request claims. */
  String name(String claimed) {
    Optional<String> signedIn = access.name();
    if (signedIn.isPresent() && claimed != null && !claimed.equals(signedIn.get())) {
      throw new ForbiddenException(
          "the decision is %s's and you are %s: nobody decides in the name of another"
              .formatted(claimed, signedIn.get()));
    }
    String name = signedIn.orElse(claimed);
    ReviewerName.fault(name)
        .ifPresent(
            fault -> {
              throw new BadRequest(fault);
            });
    return name;
  }

  /** Who decided what a file does not say. */
  String otherwise(String given) {
    return access.name().orElse(given);
  }

  /** Names in a file are not of people who signed in here: whoever imports them stands beside. */
  List<ImportFile.Line> vouched(List<ImportFile.Line> lines) {
    return access
        .name()
        .map(name -> lines.stream().map(line -> line.vouchedFor(name)).toList())
        .orElse(lines);
  }
}
