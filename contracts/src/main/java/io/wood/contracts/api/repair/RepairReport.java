package io.wood.contracts.api.repair;

import java.util.List;

/**
 * What a repair did.
 *
 * @param repaired how many dead letters were published again or dropped
 * @param refused how many could not be
 * @param results of the first 100 dead letters
 */
public record RepairReport(int repaired, int refused, List<LetterResult> results) {
  public RepairReport {
    results = List.copyOf(results);
  }

  /**
   * What happened to one dead letter.
   *
   * @param id of the dead letter
   * @param repaired whether it was repaired
   * @param detail where the record was published again, or why it could not be
   */
  public record LetterResult(String id, boolean repaired, String detail) {}
}
