package io.wood.contracts.api.repair;

import java.util.List;

/**
 * Dead letters that match a filter, newest first.
 *
 * @param letters the newest of them
 * @param total how many match
 */
public record DeadLetterPage(List<DeadLetterSummary> letters, long total) {
  public DeadLetterPage {
    letters = List.copyOf(letters);
  }
}
