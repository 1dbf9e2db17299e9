package io.wood.curation.exchange;

import io.wood.contracts.api.curation.DecisionRequest;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.curation.decide.DecisionValidator;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A decision as text from a file. Without an id it gets one of its content, so importing the same
 * file again changes nothing.
 *
 * @param number of the line or entry, from 1
 * @param decision id that it has elsewhere, such as in an export of this service; may be empty
 * @param image SHA-256 of the candidate
 * @param verdict a word that tools use for a verdict
 * @param reviewer who decided
 * @param reason why, may be empty
 * @param classesSeen may be empty
 * @param decidedAt ISO time; empty means the time of the import
 */
record ImportedDecision(
    int number,
    String decision,
    String image,
    String verdict,
    String reviewer,
    String reason,
    List<String> classesSeen,
    String decidedAt) {
  private static final Map<String, Verdict> VERDICTS =
      Map.ofEntries(
          Map.entry("approved", Verdict.APPROVED),
          Map.entry("approve", Verdict.APPROVED),
          Map.entry("keep", Verdict.APPROVED),
          Map.entry("ood", Verdict.APPROVED),
          Map.entry("pruned", Verdict.PRUNED),
          Map.entry("prune", Verdict.PRUNED),
          Map.entry("reject", Verdict.PRUNED),
          Map.entry("rejected", Verdict.PRUNED),
          Map.entry("withdrawn", Verdict.WITHDRAWN));

  static boolean isVerdict(String word) {
    return VERDICTS.containsKey(word.toLowerCase(Locale.ROOT));
  }

  /** Converts it to a request, or to a problem when it is invalid. */
  ImportFile.Line line() {
    String fault = DecisionValidator.reviewerFault(reviewer).orElse(null);
    if (fault != null) {
      return new ImportFile.Line(number, null, null, fault);
    }
    Verdict known = VERDICTS.get(verdict.toLowerCase(Locale.ROOT));
    if (known == null) {
      return invalid("verdict must be APPROVED or PRUNED, not '" + verdict + "'");
    }
    Instant at = null;
    if (!decidedAt.isEmpty()) {
      try {
        at = OffsetDateTime.parse(decidedAt).toInstant();
      } catch (DateTimeException e) {
        return invalid(
            "decided_at must be a time such as 2026-01-31T12:00:00Z, not '" + decidedAt + "'");
      }
    }
    DecisionRequest request =
        new DecisionRequest(
            image.toLowerCase(Locale.ROOT), known, reason, classesSeen, null, id(), at);
    return new ImportFile.Line(number, reviewer, request, null);
  }

  private ImportFile.Line invalid(String text) {
    return new ImportFile.Line(number, reviewer, null, text);
  }

  private String id() {
    if (!decision.isEmpty()) {
      return decision;
    }
    String content =
        String.join(
            "\n", image, verdict, reviewer, reason, String.join(";", classesSeen), decidedAt);
    return "import-" + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
  }
}
