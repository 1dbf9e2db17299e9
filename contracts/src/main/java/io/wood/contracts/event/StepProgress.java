package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;

/**
 * Progress within one phase of a long run.
 *
 * @param phase name of the phase, such as {@code training}
 * @param done units done
 * @param total all units, 0 when unknown
 * @param unit what is counted, such as {@code steps} or {@code images}
 * @param perSecond current units per second
 * @param secondsLeft estimate for this phase, null when unknown
 */
public record StepProgress(
    String phase, long done, long total, String unit, double perSecond, Double secondsLeft) {
  public StepProgress {
    ContractChecks.text(phase, "phase");
    ContractChecks.atLeast(done, 0, "done");
    ContractChecks.atLeast(total, 0, "total");
    ContractChecks.text(unit, "unit");
  }
}
