package io.wood.contracts.api.repair;

import java.util.Map;

/**
 * A dead letter with its content.
 *
 * @param letter what it is
 * @param headers of the record, without those that the dead letter added
 * @param payload the body as text, at most its first 64 KiB
 */
public record DeadLetterDetail(
    DeadLetterSummary letter, Map<String, String> headers, String payload) {
  public DeadLetterDetail {
    headers = Map.copyOf(headers);
  }
}
