package io.wood.curation.exchange;

import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.curation.decide.DecisionRequest;
import io.wood.curation.model.ReviewerName;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A decision as a file tells it, all in text. Its id comes from what it says, so that the same file
 * may be sent twice.
 *
 * @param number of the line or entry, from 1
 * @param image SHA-256 of the candidate
 * @param verdict in one of the words that tools use
 * @param reviewer who decided
 * @param reason why, may be empty
 * @param classesSeen may be empty
 * @param decidedAt ISO time; empty stands for the time of the import
 */
record ImportedDecision(
    int number,
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

  /** The wish in it, or what is wrong with it. */
  ImportFile.Line line() {
    String fault = ReviewerName.fault(reviewer).orElse(null);
    if (fault != null) {
      return new ImportFile.Line(number, null, null, fault);
    }
    Verdict known = VERDICTS.get(verdict.toLowerCase(Locale.ROOT));
    if (known == null) {
      return complaint("verdict must be APPROVED or PRUNED, not '" + verdict + "'");
    }
    Instant at = null;
    if (!decidedAt.isEmpty()) {
      try {
        at = OffsetDateTime.parse(decidedAt).toInstant();
      } catch (DateTimeException e) {
        return complaint("decided_at must be like 2026-01-31T12:00:00Z, not '" + decidedAt + "'");
      }
    }
    DecisionRequest wish =
        new DecisionRequest(
            image.toLowerCase(Locale.ROOT), known, reason, classesSeen, null, id(), at);
    return new ImportFile.Line(number, reviewer, wish, null);
  }

  private ImportFile.Line complaint(String text) {
    return new ImportFile.Line(number, reviewer, null, text);
  }

  private String id() {
    String content =
        String.join(
            "\n", image, verdict, reviewer, reason, String.join(";", classesSeen), decidedAt);
    return "import-" + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
  }
}
