package io.wood.contracts.api.trainer;

import java.time.Instant;
import java.util.List;

/**
 * Summarises one sweep; all but its order follows from its experiments.
 *
 * @param sweep id
 * @param state {@link #INCOMPLETE} where an experiment was never requested; else QUEUED before the
 *     first one has started, RUNNING while one is open, SUCCEEDED when all have succeeded, FAILED
 *     where one has failed, or CANCELLED
 * @param axes names of what differs
 * @param runs number of combinations of values and seeds
 * @param succeeded how many have succeeded, masks included where they are ordered
 * @param open how many are queued, in training or in refinement
 * @param requestedBy who requested it first
 * @param requestedAt when
 */
public record SweepSummary(
    String sweep,
    String state,
    List<String> axes,
    int runs,
    int succeeded,
    int open,
    String requestedBy,
    Instant requestedAt) {
  /** State of a sweep of which an experiment was never requested: resume it. */
  public static final String INCOMPLETE = "INCOMPLETE";

  public SweepSummary {
    axes = List.copyOf(axes);
  }
}
