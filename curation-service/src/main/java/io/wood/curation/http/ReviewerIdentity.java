package io.wood.curation.http;

import io.wood.curation.decide.DecisionValidator;
import io.wood.curation.exchange.ImportFile;
import io.wood.curation.model.BadRequest;
import io.wood.kit.access.CurrentUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ForbiddenException;
import java.util.List;
import java.util.Optional;

/**
 * Determines the reviewer of a decision: the signed-in user or, where users do not sign in, the
 * name in the request.
 */
@ApplicationScoped
class ReviewerIdentity {
  private final CurrentUser user;

  ReviewerIdentity(CurrentUser user) {
    this.user = user;
  }

  /** Returns the reviewer of a request that claims a name; the claim must match the sign-in. */
  String name(String claimed) {
    Optional<String> signedIn = user.name();
    if (signedIn.isPresent() && claimed != null && !claimed.equals(signedIn.get())) {
      throw new ForbiddenException(
          "the request names the reviewer %s but you are signed in as %s; leave the name out"
              .formatted(claimed, signedIn.get()));
    }
    String name = signedIn.orElse(claimed);
    DecisionValidator.reviewerFault(name)
        .ifPresent(
            fault -> {
              throw new BadRequest(fault);
            });
    return name;
  }

  /** Returns the reviewer of imported lines that name none. */
  String defaultName(String given) {
    return user.name().orElse(given);
  }

  /** Names in a file are not signed in, so the importer's name is added to them. */
  List<ImportFile.Line> confirmed(List<ImportFile.Line> lines) {
    return user.name()
        .map(name -> lines.stream().map(line -> line.importedBy(name)).toList())
        .orElse(lines);
  }
}
